package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClusteringTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 6, 40, 130})
    void leavingOutASampleEqualsAPanelThatNeverHeldIt(int haplotypes) {
        RetrievalCase c = RetrievalCase.itself(haplotypes, 200, 50, .2, 0, haplotypes);
        int[] tracked =
                IntStream.range(0, haplotypes / 2).filter(s -> s % 2 == 0).toArray();
        TypedPanel panel = c.typedPanel();
        LocalClustering clustering = LocalClustering.of(panel, tracked);
        double[] found = new double[2];
        for (int i = 0; i < tracked.length; i++) {
            int own = tracked[i];
            HaplotypePanel reduced = c.panel()
                    .subset(IntStream.range(0, haplotypes / 2)
                            .filter(s -> s != own)
                            .toArray());
            LocalClustering without = LocalClustering.of(c.typedPanel(reduced), new int[0]);
            for (int row = 0; row < c.panel().alleleRowCount(); row++) {
                clustering.without(i, panel.intervalOfRow(row), row, found);
                assertThat(found[0]).as("left of row %d", row).isEqualTo(without.left(row));
                assertThat(found[1]).as("right of row %d", row).isEqualTo(without.right(row));
            }
        }
    }

    @Test
    void carriersThatLookAlikeAreTightAndScatteredOnesAreNot() {
        // Row 1 is carried by the two haplotypes that share 11 on the left, row 2 by one of each kind.
        HaplotypePanel panel = TinyPanels.of("1101", "1110", "0001", "0010", "0100", "1000");
        TypedPanel typed = new TypedPanel(panel, new double[] {0, 1, 2, 3}, new int[] {0});
        LocalClustering clustering = LocalClustering.of(typed, new int[0]);
        // Order after site 0: 2 3 4 | 0 1 5. Row 1 (haplotypes 0, 1, 4): 4 0 1 is one run of 3.
        assertThat(clustering.left(1)).isEqualTo((3 - 1 + 1) / 4.0);
        // Row 2 (haplotypes 1, 3): two runs.
        assertThat(clustering.left(2)).isEqualTo((2 - 2 + 1) / 3.0);
    }

    @Test
    void tightnessLiesBetweenZeroAndOneEvenForMonomorphicRows() {
        HaplotypePanel panel = TinyPanels.of("101", "101", "101", "111");
        LocalClustering clustering =
                LocalClustering.of(new TypedPanel(panel, new double[] {0, 1, 2}, new int[] {1}), new int[0]);
        for (int row = 0; row < 3; row++) {
            assertThat(clustering.left(row)).isBetween(0.0, 1.0);
            assertThat(clustering.right(row)).isBetween(0.0, 1.0);
        }
    }
}
