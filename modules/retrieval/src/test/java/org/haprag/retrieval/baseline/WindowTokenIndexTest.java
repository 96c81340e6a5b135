package org.haprag.retrieval.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Tokens;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WindowTokenIndexTest {
    private static final WindowTokenIndex.Exclusion NOBODY = (query, panelHap) -> false;

    @Test
    void findsWhatBruteForceFinds() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(90, 70, 12, .2, 5);
        float[][] tokens = tokens(panel);
        SplittableRandom random = new SplittableRandom(9);
        float[][] queries = new float[25][];
        for (int q = 0; q < queries.length; q++) {
            queries[q] = tokens[random.nextInt(tokens.length)].clone();
            for (int l = 0; l < queries[q].length; l++) {
                if (random.nextDouble() < .1) queries[q][l] = 1 - Math.min(1, queries[q][l]);
                if (random.nextDouble() < .3) queries[q][l] = Tokens.MASK;
            }
        }
        WindowTokenIndex.Exclusion everySeventh = (query, hap) -> (query + hap) % 7 == 0;
        try (WindowTokenIndex index = new WindowTokenIndex(Nd4j.createFromArray(tokens(panel)))) {
            Neighbours found = index.nearest(Nd4j.createFromArray(queries), 11, everySeventh);
            for (int q = 0; q < queries.length; q++) {
                List<Integer> expected = bruteForce(tokens, queries[q], q, everySeventh, 11);
                for (int k = 0; k < 11; k++) {
                    assertThat(found.panelHap(q, k))
                            .as("query " + q + " rank " + k)
                            .isEqualTo(expected.get(k));
                    assertThat(found.squaredDistance(q, k)).isEqualTo(distance(tokens[expected.get(k)], queries[q]));
                }
            }
        }
    }

    private static List<Integer> bruteForce(
            float[][] tokens, float[] query, int q, WindowTokenIndex.Exclusion exclusion, int k) {
        return IntStream.range(0, tokens.length)
                .filter(h -> !exclusion.excludes(q, h))
                .boxed()
                .sorted(Comparator.comparingDouble(h -> distance(tokens[h], query)))
                .limit(k)
                .toList();
    }

    private static float distance(float[] a, float[] query) {
        float sum = 0;
        for (int l = 0; l < a.length; l++) {
            if (query[l] != Tokens.MASK) sum += (a[l] - query[l]) * (a[l] - query[l]);
        }
        return sum;
    }

    @Test
    void aMaskedSiteDoesNotChangeTheNeighbours() {
        HaplotypePanel panel = TinyPanels.of("0001", "0011", "1110", "1111");
        try (WindowTokenIndex index = new WindowTokenIndex(Nd4j.createFromArray(tokens(panel)))) {
            Neighbours found = index.nearest(query(1, 2, 1, 2), 2, NOBODY);
            assertThat(found.panelHap(0, 0)).isEqualTo(2);
            assertThat(found.panelHap(0, 1)).isEqualTo(3);
            assertThat(found.squaredDistance(0, 1)).isZero();
        }
    }

    @Test
    void equallyNearHaplotypesComeInTheOrderOfTheirIndex() {
        HaplotypePanel panel = TinyPanels.of("01", "10", "01", "10", "01", "10");
        try (WindowTokenIndex index = new WindowTokenIndex(Nd4j.createFromArray(tokens(panel)))) {
            Neighbours found = index.nearest(query(2, 2), 4, NOBODY);
            assertThat(IntStream.range(0, 4).map(k -> found.panelHap(0, k))).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void nobodyFindsTheExcludedEvenIfFewerThanKRemain() {
        HaplotypePanel panel = TinyPanels.of("01", "10", "01", "10");
        try (WindowTokenIndex index = new WindowTokenIndex(Nd4j.createFromArray(tokens(panel)))) {
            Neighbours found = index.nearest(query(0, 1), 3, (q, hap) -> hap / 2 == 0);
            assertThat(found.count(0)).isEqualTo(2);
            assertThat(found.panelHap(0, 0)).isEqualTo(2);
            assertThat(index.nearest(query(0, 1), 3, (q, hap) -> true).count(0)).isZero();
        }
    }

    @Test
    void queriesOfAnotherShapeAreRefused() {
        try (WindowTokenIndex index = new WindowTokenIndex(Nd4j.createFromArray(tokens(TinyPanels.of("01", "10"))))) {
            assertThatThrownBy(() -> index.nearest(query(0, 1, 1), 1, NOBODY))
                    .hasMessageContaining("queries over 3 sites, index over 2");
            assertThatThrownBy(() -> index.nearest(query(0, 1), 0, NOBODY)).hasMessageContaining("found 0");
            assertThatThrownBy(() -> index.nearest(Nd4j.zeros(DataType.INT8, 1, 2), 1, NOBODY))
                    .hasMessageContaining("must be float32");
        }
    }

    @Test
    void aMaskInThePanelIsRefused() {
        assertThatThrownBy(() -> new WindowTokenIndex(query(0, Tokens.MASK)).close())
                .hasMessageContaining("must not hold MASK");
    }

    private static INDArray query(float... tokens) {
        return Nd4j.createFromArray(new float[][] {tokens});
    }

    /** (haplotypes, sites) */
    private static float[][] tokens(HaplotypePanel panel) {
        float[][] tokens = new float[panel.haplotypeCount()][panel.siteCount()];
        for (int h = 0; h < tokens.length; h++) {
            for (int site = 0; site < tokens[h].length; site++) tokens[h][site] = Tokens.of(panel.allele(site, h));
        }
        return tokens;
    }
}
