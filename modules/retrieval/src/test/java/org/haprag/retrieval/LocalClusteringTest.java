package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClusteringTest {
    /** (left, right) of a row, seen by one who may see everybody. */
    private static double[] ofAll(LocalClustering clustering, TypedPanel panel, int row) {
        double[] out = new double[2];
        clustering.forTarget(0).of(panel.intervalOfRow(row), row, out);
        return out;
    }

    /** What each target sees of each row, rows in any order, is what it sees in a panel that never held what it excludes. */
    private static void assertAsIfNeverHeld(RetrievalCase c, int[][] samplesOfTarget) {
        int samples = c.panel().haplotypeCount() / 2;
        TypedPanel panel = c.typedPanel();
        LocalClustering clustering = LocalClustering.of(panel, Exclusions.of(samplesOfTarget));
        SplittableRandom random = new SplittableRandom(samples);
        double[] found = new double[2];
        for (int target = 0; target < samplesOfTarget.length; target++) {
            int[] hidden = samplesOfTarget[target];
            HaplotypePanel reduced = c.panel()
                    .subset(IntStream.range(0, samples)
                            .filter(s -> IntStream.of(hidden).noneMatch(h -> h == s))
                            .toArray());
            TypedPanel without = c.typedPanel(reduced);
            LocalClustering expected = LocalClustering.of(without, Exclusions.none(1));
            LocalClustering.View view = clustering.forTarget(target);
            for (int i = 0; i < 2 * c.panel().alleleRowCount(); i++) {
                int row = i < c.panel().alleleRowCount()
                        ? i
                        : random.nextInt(c.panel().alleleRowCount());
                view.of(panel.intervalOfRow(row), row, found);
                assertThat(found).as("target %d, row %d", target, row).containsExactly(ofAll(expected, without, row));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 40, 130})
    void leavingOutASampleEqualsAPanelThatNeverHeldIt(int haplotypes) {
        RetrievalCase c = RetrievalCase.itself(haplotypes, 200, 50, .2, 0, haplotypes);
        assertAsIfNeverHeld(
                c,
                IntStream.range(0, haplotypes / 2)
                        .filter(s -> s % 2 == 0)
                        .mapToObj(s -> new int[] {s})
                        .toArray(int[][]::new));
    }

    @ParameterizedTest
    @CsvSource({"6,2", "8,3", "40,2", "40,19", "130,5", "130,40"})
    void leavingOutManySamplesEqualsAPanelThatNeverHeldThem(int haplotypes, int most) {
        RetrievalCase c = RetrievalCase.itself(haplotypes, 150, 30, .2, 0, haplotypes + most);
        SplittableRandom random = new SplittableRandom(most);
        int[][] samplesOfTarget = new int[6][];
        for (int target = 0; target < samplesOfTarget.length; target++) {
            samplesOfTarget[target] = random.ints(0, haplotypes / 2)
                    .distinct()
                    .limit(target == 0 ? most : random.nextInt(most + 1))
                    .toArray();
        }
        assertAsIfNeverHeld(c, samplesOfTarget);
    }

    /** Copies stand side by side in the order: what leaves has neighbours that leave, too. */
    @Test
    void relativesWhoCarryTheSameHaplotypesCanAllBeLeftOut() {
        HaplotypePanel panel = TinyPanels.of(
                "110101", "001011", "110101", "001011", "010110", "101001", "110101", "001011", "011100", "100110");
        TypedPanel typed = new TypedPanel(panel, new double[] {0, 1, 2, 3, 4, 5}, new int[] {1, 3, 4});
        TypedPanel others =
                new TypedPanel(panel.subset(new int[] {2, 4}), new double[] {0, 1, 2, 3, 4, 5}, new int[] {1, 3, 4});
        LocalClustering.View view = LocalClustering.of(typed, Exclusions.of(new int[][] {{3, 0, 1}}))
                .forTarget(0);
        LocalClustering expected = LocalClustering.of(others, Exclusions.none(1));
        double[] found = new double[2];
        for (int row = 0; row < panel.alleleRowCount(); row++) {
            view.of(typed.intervalOfRow(row), row, found);
            assertThat(found).as("row " + row).containsExactly(ofAll(expected, others, row));
        }
    }

    @Test
    void whereNothingIsExcludedOneClusteringServesAnyTarget() {
        RetrievalCase c = RetrievalCase.itself(40, 150, 30, .2, 0, 5);
        TypedPanel panel = c.typedPanel();
        LocalClustering whole = LocalClustering.of(panel, Exclusions.none(0));
        LocalClustering ofTwo = LocalClustering.of(panel, Exclusions.of(new int[][] {{3}, {}}));
        double[] found = new double[2];
        double[] expected = new double[2];
        for (int row = 0; row < c.panel().alleleRowCount(); row++) {
            whole.forTarget(7).of(panel.intervalOfRow(row), row, found);
            ofTwo.forTarget(1).of(panel.intervalOfRow(row), row, expected);
            assertThat(found).as("row " + row).containsExactly(expected);
        }
    }

    @Test
    void theCheckCatchesAForgottenSample() {
        RetrievalCase c = RetrievalCase.itself(40, 150, 30, .2, 0, 3);
        TypedPanel panel = c.typedPanel();
        LocalClustering clustering = LocalClustering.of(panel, Exclusions.of(new int[][] {{3}, {3, 4}}));
        double[] one = new double[2];
        double[] two = new double[2];
        assertThatThrownBy(() -> {
                    LocalClustering.View less = clustering.forTarget(0);
                    LocalClustering.View more = clustering.forTarget(1);
                    for (int row = 0; row < c.panel().alleleRowCount(); row++) {
                        less.of(panel.intervalOfRow(row), row, one);
                        more.of(panel.intervalOfRow(row), row, two);
                        assertThat(one).containsExactly(two);
                    }
                })
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void carriersThatLookAlikeAreTightAndScatteredOnesAreNot() {
        // Row 1 is carried by the two haplotypes that share 11 on the left, row 2 by one of each kind.
        HaplotypePanel panel = TinyPanels.of("1101", "1110", "0001", "0010", "0100", "1000");
        TypedPanel typed = new TypedPanel(panel, new double[] {0, 1, 2, 3}, new int[] {0});
        LocalClustering clustering = LocalClustering.of(typed, Exclusions.none(1));
        // Order after site 0: 2 3 4 | 0 1 5. Row 1 (haplotypes 0, 1, 4): 4 0 1 is one run of 3.
        assertThat(ofAll(clustering, typed, 1)[0]).isEqualTo((3 - 1 + 1) / 4.0);
        // Row 2 (haplotypes 1, 3): two runs.
        assertThat(ofAll(clustering, typed, 2)[0]).isEqualTo((2 - 2 + 1) / 3.0);
    }

    @Test
    void tightnessLiesBetweenZeroAndOneEvenForMonomorphicRows() {
        HaplotypePanel panel = TinyPanels.of("101", "101", "101", "111");
        TypedPanel typed = new TypedPanel(panel, new double[] {0, 1, 2}, new int[] {1});
        LocalClustering clustering = LocalClustering.of(typed, Exclusions.none(1));
        for (int row = 0; row < 3; row++) {
            for (double tightness : ofAll(clustering, typed, row))
                assertThat(tightness).isBetween(0.0, 1.0);
        }
    }
}
