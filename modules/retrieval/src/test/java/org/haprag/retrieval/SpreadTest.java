package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link AlleleSpread} and the copying probabilities made with it. */
class SpreadTest {
    /** P(ALT) of a row: the typed sites on both sides, interpolated in cM. */
    private static double naive(TypedPanel panel, double[][] weights, int row) {
        int site = panel.panel().siteOfRow(row);
        int right = 0;
        while (right < panel.typedCount() && panel.panelSite(right) <= site) right++;
        int left = Math.max(0, right - 1);
        right = Math.min(right, panel.typedCount() - 1);
        double span = panel.typedCm(right) - panel.typedCm(left);
        double share = left == right
                ? 0
                : span > 0
                        ? (panel.siteCm(site) - panel.typedCm(left)) / span
                        : (site - panel.panelSite(left)) / (double) (panel.panelSite(right) - panel.panelSite(left));
        double out = 0;
        for (int h = 0; h < panel.panel().haplotypeCount(); h++) {
            if (!panel.panel().alleles().get(row, h)) continue;
            out += (1 - share) * weights[left][h] + share * weights[right][h];
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9})
    void weightsSpreadOverTheRowsLikeNaiveInterpolation(int channels) {
        SplittableRandom random = new SplittableRandom(channels);
        RetrievalCase c =
                RetrievalCase.mosaics(30, 40 + random.nextInt(300), 1 + random.nextInt(30), 2, .3, 0, channels);
        TypedPanel panel = c.typedPanel();
        double[][] weights = new double[panel.typedCount()][30];
        float[] out = new float[channels * c.panel().alleleRowCount()];
        AlleleSpread spread = new AlleleSpread(panel, channels);
        int stride = AlleleSpread.stride(channels);
        for (int t = panel.typedCount() - 1; t >= 0; t--) {
            int[] haps = new int[31];
            float[] given = new float[30 * stride];
            for (int h = 0; h < 30; h++) {
                haps[h + 1] = h;
                float w = random.nextFloat();
                weights[t][h] = w;
                for (int k = 0; k < channels; k++) given[h * stride + k] = w * (k + 1);
            }
            spread.add(t, haps, 1, 30, given, out);
        }
        for (int row = 0; row < c.panel().alleleRowCount(); row++) {
            double expected = naive(panel, weights, row);
            for (int k = 0; k < channels; k++) {
                assertThat((double) out[channels * row + k])
                        .as("row %d, channel %d", row, k)
                        .isCloseTo((k + 1) * expected, within(1e-3));
            }
        }
    }

    @Test
    void bothSidesAtOnceAreTheSumOfEachAlone() {
        RetrievalCase c = RetrievalCase.mosaics(30, 200, 20, 2, .3, 0, 6);
        TypedPanel panel = c.typedPanel();
        int stride = AlleleSpread.stride(3);
        int[] haps = {2, 3, 7, 11, 12, 29};
        float[] left = new float[haps.length * stride];
        float[] right = new float[haps.length * stride];
        for (int i = 0; i < haps.length; i++) {
            for (int k = 0; k < 3; k++) {
                left[i * stride + k] = k == 0 && i < 3 ? 0 : .01f * (i + k); // some classes begin with a weight of 0
                right[i * stride + k] = .02f * (haps.length - i);
            }
        }
        AlleleSpread spread = new AlleleSpread(panel, 3);
        for (int t = 0; t + 1 < panel.typedCount(); t++) {
            float[] together = new float[3 * c.panel().alleleRowCount()];
            float[] apart = together.clone();
            spread.addBetween(t, haps, haps.length, left, right, together);
            spread.addOnRight(t, haps, 0, haps.length, left, apart);
            spread.addOnLeft(t + 1, haps, 0, haps.length, right, apart);
            assertThat(together).as("right of typed site %d", t).containsExactly(apart, within(1e-6f));
        }
    }

    @Test
    void beyondTheOutermostTypedSitesTheNearestOneCounts() {
        HaplotypePanel panel = TinyPanels.of("11011", "00000");
        TypedPanel typed = new TypedPanel(panel, new double[] {0, 1, 2, 3, 9}, new int[] {1, 3});
        float[] out = new float[5];
        AlleleSpread spread = new AlleleSpread(typed, 1);
        int[] first = {0};
        spread.add(0, first, 0, 1, new float[] {1, 0, 0, 0}, out);
        assertThat(out).containsExactly(1, 1, 0, 0, 0);
        spread.add(1, first, 0, 1, new float[] {.5f, 0, 0, 0}, out);
        assertThat(out).containsExactly(1, 1, 0, .5f, .5f);
    }

    @Test
    void longStretchesOfManyDistinctHaplotypesAreCutSoThatNoneIsLost() {
        HaplotypePanel panel = TinyPanels.random(1 << 17, 70, 7); // the first 64 rows have more patterns than 2^16
        TypedPanel typed =
                new TypedPanel(panel, IntStream.range(0, 70).asDoubleStream().toArray(), new int[] {0, 69});
        float[] out = new float[70];
        int[] last = {panel.haplotypeCount() - 1};
        AlleleSpread spread = new AlleleSpread(typed, 1);
        spread.add(0, last, 0, 1, new float[] {1, 0, 0, 0}, out);
        spread.add(1, last, 0, 1, new float[] {1, 0, 0, 0}, out);
        for (int row = 0; row < 70; row++)
            assertThat(out[row]).isCloseTo(panel.alleles().get(row, last[0]) ? 1 : 0, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void copyingProbabilitiesAreTheInterpolatedPosteriors(int hap) {
        RetrievalCase c = RetrievalCase.mosaics(40, 400, 60, 4, .2, .05, 41);
        TypedPanel panel = c.typedPanel();
        RetrievalConfig config = RetrievalCase.config(List.of(3e4, 4e5), 1e-3, 1000, 4, 16);
        Exclusions exclusions = Exclusions.of(new int[][] {{3}, {5, 6}});
        RetrievedHaplotype found = new CopyingRetriever(config)
                .open(panel, c.targets(), exclusions)
                .retrieve(hap);
        double switches = 4e5 * (panel.typedCm(59) - panel.typedCm(0));
        CopyingPrior prior =
                new CopyingPriors(panel, exclusions.seenByAll(20), switches).ofHaplotype(c.targets(), hap, exclusions);
        for (int s = 0; s < 2; s++) {
            double[][] weights = NaiveCopying.posterior(
                    panel,
                    config.scales().get(s),
                    1e-3,
                    c.targets().row(hap),
                    h -> !exclusions.excludes(hap >> 1, c.panel().haplotypes(), h),
                    prior);
            for (int row = 0; row < c.panel().alleleRowCount(); row++) {
                assertThat((double) found.copying()[row * 2 + s])
                        .as("row %d", row)
                        .isCloseTo(naive(panel, weights, row), within(1e-5));
            }
        }
    }

    @Test
    void aTargetThatEqualsOneHaplotypeCopiesItsAlleles() {
        RetrievalCase c = RetrievalCase.itself(60, 400, 200, 0, 0, 42);
        TypedHaplotypes targets = c.targets();
        RetrievedHaplotype found = new CopyingRetriever(RetrievalCase.config(List.of(1.0), 1e-8, 1000, 4, 16))
                .open(c.typedPanel(), targets, Exclusions.none(30))
                .retrieve(7);
        for (int row = 0; row < c.panel().alleleRowCount(); row++) {
            float expected = c.panel().alleles().get(row, 7) ? 1 : 0;
            assertThat(found.copying()[row]).as("row %d", row).isCloseTo(expected, within(.01f));
        }
        for (int a = 0; a < found.anchors().count(); a++) {
            assertThat(found.neighbours()[found.neighbourCount() * a]).isEqualTo(7);
        }
    }

    /** Searches give the same haplotypes, with other weights, at all typed sites of a window. */
    @Test
    void neighboursOfASearchSpreadOverTheRowsLikeNaiveInterpolation() {
        RetrievalCase c = RetrievalCase.mosaics(30, 300, 50, 2, .2, 0, 9);
        TypedPanel panel = c.typedPanel();
        RetrievalConfig config = RetrievalCase.config(List.of(1.0), 1e-3, 0, 4, 16);
        int[][] haps = {{0, 5, 9}, {1, 5, 20}, {2, 7, 11}, {3, 5, 9}, {4, 6, 8}};
        double[][] weights = new double[50][30];
        float[][] given = new float[50][3];
        SplittableRandom random = new SplittableRandom(4);
        for (int t = 0; t < 50; t++) {
            double first = random.nextDouble();
            double second = (1 - first) * random.nextDouble();
            given[t] = new float[] {(float) first, (float) second, (float) (1 - first - second)};
            for (int i = 0; i < 3; i++) weights[t][haps[t / 10][i]] = given[t][i];
        }
        RetrievedHaplotype found = WeighedNeighbours.query(
                        panel,
                        c.targets(),
                        Exclusions.none(1),
                        config,
                        (hap, t) -> new WeighedNeighbours(haps[t / 10], given[t]))
                .retrieve(0);
        for (int row = 0; row < c.panel().alleleRowCount(); row++) {
            assertThat((double) found.copying()[row])
                    .as("row %d", row)
                    .isCloseTo(naive(panel, weights, row), within(1e-5));
        }
    }
}
