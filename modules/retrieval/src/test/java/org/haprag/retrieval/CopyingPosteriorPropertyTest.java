package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyingPosteriorPropertyTest {
    /** Float against double: rounding adds up over the sites, but nothing is ever subtracted. */
    private static final double RELATIVE = 2e-4;

    /** (T, C, N) of one target, by the fast implementation. */
    static float[][][] posterior(
            TypedPanel panel, RetrievalConfig config, TypedHaplotypes targets, int hap, int[] hidden) {
        int copyable = panel.panel().haplotypeCount() - 2 * hidden.length;
        return posterior(panel, config, targets, hap, hidden, CopyingPrior.uniform(copyable));
    }

    private static float[][][] posterior(
            TypedPanel panel,
            RetrievalConfig config,
            TypedHaplotypes targets,
            int hap,
            int[] hidden,
            CopyingPrior prior) {
        int[][] samples = new int[targets.haplotypeCount() / 2 + 1][0];
        samples[hap >> 1] = hidden;
        Exclusions exclusions = Exclusions.of(samples);
        StateBlocks blocks = PbwtSelection.select(panel, config, targets, exclusions)[hap];
        int n = panel.panel().haplotypeCount();
        float[][][] out = new float[panel.typedCount()][config.scaleCount()][n];
        new CopyingPosterior(panel, config, 0).run(targets.weights(hap), blocks, prior, 1, (OfStates)
                (typed, states, p, stride) -> {
                    for (int c = 0; c < config.scaleCount(); c++) {
                        for (int j = 0; j < states.length; j++) out[typed][c][states[j]] = p[c * stride + j];
                    }
                });
        return out;
    }

    private static void assertAgrees(
            TypedPanel panel, RetrievalConfig config, TypedHaplotypes targets, int hap, int... hidden) {
        int copyable = panel.panel().haplotypeCount() - 2 * hidden.length;
        assertAgrees(panel, config, targets, CopyingPrior.uniform(copyable), hap, hidden);
    }

    private static void assertAgrees(
            TypedPanel panel,
            RetrievalConfig config,
            TypedHaplotypes targets,
            CopyingPrior prior,
            int hap,
            int... hidden) {
        float[][][] found = posterior(panel, config, targets, hap, hidden, prior);
        for (int c = 0; c < config.scaleCount(); c++) {
            double[][] expected = NaiveCopying.posterior(
                    panel,
                    config.scales().get(c),
                    config.mismatch(),
                    targets.row(hap),
                    h -> Arrays.stream(hidden).noneMatch(s -> s == h >> 1),
                    prior);
            for (int t = 0; t < expected.length; t++) {
                double sum = 0;
                for (int h = 0; h < expected[t].length; h++) {
                    sum += found[t][c][h];
                    assertThat((double) found[t][c][h])
                            .as("scale %d, typed site %d, haplotype %d", c, t, h)
                            .isCloseTo(expected[t][h], within(RELATIVE * expected[t][h] + 1e-30));
                }
                assertThat(sum).isCloseTo(1, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void allStatesAgreeWithTheTextbookInDoublePrecision(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int haplotypes = 2 * (2 + random.nextInt(40));
        int sites = 5 + random.nextInt(200);
        int typed = 1 + random.nextInt(Math.min(sites, 80));
        RetrievalCase c = RetrievalCase.mosaics(
                haplotypes, sites, typed, 2, random.nextInt(2) * .4, random.nextInt(2) * .2, random.nextLong());
        double mismatch = Math.exp(Math.log(1e-8) + random.nextDouble() * Math.log(.49 / 1e-8));
        double ne = Math.pow(10, 9 * random.nextDouble());
        RetrievalConfig config =
                RetrievalCase.config(List.of(1.0, ne, 1e9), mismatch, Integer.MAX_VALUE, 4, 1 + random.nextInt(20));
        assertAgrees(c.typedPanel(), config, c.targets(), 0);
        assertAgrees(c.typedPanel(), config, c.targets(), 1, random.nextInt(haplotypes / 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whereSwitchesGoAgreesWithTheTextbook(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RetrievalCase c = RetrievalCase.mosaics(40, 150, 70, 2, .2, .1, seed);
        int hidden = random.nextInt(20);
        float[] weights = new float[20];
        double total = 0;
        for (int s = 0; s < weights.length; s++) {
            weights[s] = s == hidden ? 0 : (float) Math.exp(-6 * random.nextDouble());
            total += 2 * weights[s];
        }
        FloatVectors.scale(weights, (float) (1 / total), weights, weights.length);
        CopyingPrior prior = hap -> weights[hap >> 1];
        RetrievalConfig config = RetrievalCase.config(List.of(.5, 5.0, 100.0), 1e-3, Integer.MAX_VALUE, 4, 16);
        assertAgrees(c.typedPanel(), config, c.targets(), prior, 1, hidden);
    }

    @ParameterizedTest
    @CsvSource({"1, 1e-8", "1, .49", "1e9, 1e-8", "1e9, .49", "4e5, 1e-3"})
    void extremeRatesAgreeWithTheTextbook(double ne, double mismatch) {
        RetrievalCase c = RetrievalCase.mosaics(40, 300, 120, 2, .3, .1, 99);
        assertAgrees(
                c.typedPanel(), RetrievalCase.config(List.of(ne), mismatch, Integer.MAX_VALUE, 4, 16), c.targets(), 0);
    }

    @Test
    void aTargetThatDiffersFromEveryStateEverywhereStaysFinite() {
        RetrievalCase c = RetrievalCase.mosaics(20, 100, 100, 2, 0, 0, 5);
        for (int t = 0; t < 100; t++) c.targets().row(0)[t] = (byte) (c.panel().altCount(t) > 10 ? 0 : 1);
        for (double ne : new double[] {1, 1e9}) {
            assertAgrees(
                    c.typedPanel(), RetrievalCase.config(List.of(ne), 1e-8, Integer.MAX_VALUE, 4, 16), c.targets(), 0);
        }
    }

    @Test
    void anErrorRateBelowTheSmallestFloatIsNoDivisionByZero() {
        RetrievalCase c = RetrievalCase.mosaics(20, 60, 60, 2, 0, 0, 5);
        for (int t = 0; t < 60; t++) c.targets().row(0)[t] = 1;
        RetrievalConfig config = RetrievalCase.config(
                List.of(1.0, Double.MAX_VALUE, Double.POSITIVE_INFINITY), 1e-60, Integer.MAX_VALUE, 4, 16);
        for (float[][] site : posterior(c.typedPanel(), config, c.targets(), 0, new int[0])) {
            for (float[] scale : site) {
                double sum = IntStream.range(0, scale.length)
                        .mapToDouble(h -> scale[h])
                        .sum();
                assertThat(sum).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void aSingleTypedSiteGivesTheEmissionAlone() {
        TypedPanel panel =
                new TypedPanel(TinyPanels.of("010", "000", "010", "000"), new double[] {1, 2, 3}, new int[] {1});
        TypedHaplotypes targets = new TypedHaplotypes(new int[] {1}, new byte[][] {{1}, {0}});
        RetrievalConfig config = RetrievalCase.config(List.of(4e5), .1, Integer.MAX_VALUE, 4, 16);
        assertThat(posterior(panel, config, targets, 0, new int[0])[0][0])
                .containsExactly(new float[] {.45f, .05f, .45f, .05f}, within(1e-6f));
    }

    @Test
    void oneCopyableSampleSharesEverything() {
        RetrievalCase c = RetrievalCase.mosaics(6, 80, 40, 2, .2, .1, 8);
        assertAgrees(c.typedPanel(), RetrievalCase.exact(), c.targets(), 0, 0, 2);
        float[][][] found = posterior(c.typedPanel(), RetrievalCase.exact(), c.targets(), 0, new int[] {0, 2});
        for (float[][] site : found) assertThat(site[0][2] + site[0][3]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void allMissingAllelesGiveAFlatPosterior() {
        RetrievalCase c = RetrievalCase.mosaics(10, 80, 40, 2, .2, 1, 8);
        for (float[][] site : posterior(c.typedPanel(), RetrievalCase.exact(), c.targets(), 0, new int[0])) {
            for (float p : site[1]) assertThat(p).isCloseTo(.1f, within(1e-6f));
        }
    }

    @Test
    void anotherAltOfTheSiteIsAMismatch() {
        TypedPanel panel = new TypedPanel(TinyPanels.of("1", "2", "0", "0"), new double[] {1}, new int[] {0});
        TypedHaplotypes targets = new TypedHaplotypes(new int[] {0}, new byte[][] {{2}, {0}});
        RetrievalConfig config = RetrievalCase.config(List.of(4e5), .01, Integer.MAX_VALUE, 4, 16);
        float[] found = posterior(panel, config, targets, 0, new int[0])[0][0];
        assertThat(found[1]).isCloseTo(.99f / 1.02f, within(1e-5f));
        assertThat(found[0]).isCloseTo(.01f / 1.02f, within(1e-5f));
    }

    @Test
    void blockBordersDoNotMatter() {
        RetrievalCase c = RetrievalCase.mosaics(50, 400, 150, 2, .2, .1, 77);
        TypedPanel panel = c.typedPanel();
        float[][][] whole = posterior(
                panel, RetrievalCase.config(List.of(3e4, 4e5), 1e-3, 1000, 4, 1000), c.targets(), 0, new int[0]);
        for (int blockSites : new int[] {1, 3, 16}) {
            float[][][] found = posterior(
                    panel,
                    RetrievalCase.config(List.of(3e4, 4e5), 1e-3, 1000, 4, blockSites),
                    c.targets(),
                    0,
                    new int[0]);
            for (int t = 0; t < whole.length; t++) {
                for (int s = 0; s < 2; s++) {
                    for (int h = 0; h < 50; h++) {
                        assertThat(found[t][s][h])
                                .as("blocks of %d, typed site %d", blockSites, t)
                                .isCloseTo(whole[t][s][h], within(2e-5f * whole[t][s][h] + 1e-30f));
                    }
                }
            }
        }
    }

    @Test
    void oneInstanceServesTargetsOfDifferentWidthsInAnyOrder() {
        RetrievalCase c = RetrievalCase.mosaics(60, 300, 100, 6, .1, .05, 31);
        TypedPanel panel = c.typedPanel();
        RetrievalConfig config = RetrievalCase.selecting(3, 8);
        StateBlocks[] blocks = PbwtSelection.select(panel, config, c.targets(), Exclusions.none(3));
        CopyingPosterior reused = new CopyingPosterior(panel, config, 0);
        for (int hap : new int[] {0, 5, 1, 3, 0, 2, 4}) {
            assertThat(flat(reused, c, blocks[hap], hap))
                    .containsExactly(flat(new CopyingPosterior(panel, config, 0), c, blocks[hap], hap));
        }
    }

    private static float[] flat(CopyingPosterior posterior, RetrievalCase c, StateBlocks blocks, int hap) {
        float[] out = new float[c.targets().typedCount() * 3 * 60];
        posterior.run(c.targets().weights(hap), blocks, CopyingPrior.uniform(60), 1, (OfStates)
                (typed, states, p, stride) -> {
                    for (int s = 0; s < 3; s++) {
                        for (int j = 0; j < states.length; j++)
                            out[(typed * 3 + s) * 60 + states[j]] = p[s * stride + j];
                    }
                });
        return out;
    }

    @Test
    void aKindIsCopiedAsOftenAsItsStates() {
        RetrievalCase c = RetrievalCase.mosaics(120, 500, 100, 2, .1, .1, 21);
        TypedPanel panel = c.typedPanel();
        RetrievalConfig config = RetrievalCase.selecting(3, 8);
        StateBlocks blocks = PbwtSelection.select(panel, config, c.targets(), Exclusions.none(1))[1];
        BlockKinds numbers = panel.blockKinds(config.blockSites());
        Map<Integer, Double> ofKinds = new HashMap<>();
        int[] shared = {0};
        CopyingPosterior.Sink sink = new CopyingPosterior.Sink() {
            @Override
            public void kinds(int typed, int[] kinds, float[] posterior) {
                ofKinds.clear();
                for (int k = 0; k < kinds.length; k++) {
                    for (int scale = 0; scale < 3; scale++) {
                        int number = numbers.kinds(numbers.blockOf(typed))[kinds[k]];
                        ofKinds.put(3 * number + scale, (double) posterior[k * AlleleSpread.stride(3) + scale]);
                    }
                }
            }

            @Override
            public boolean asksStates(int typed) {
                return typed % 3 != 1;
            }

            @Override
            public void states(int typed, int[] states, float[] posterior, int stride) {
                if (ofKinds.size() < 3 * states.length) shared[0]++;
                for (int j = 0; j < states.length; j++) {
                    for (int scale = 0; scale < 3; scale++) {
                        int number = numbers.kinds(numbers.blockOf(typed))[states[j]];
                        ofKinds.merge(3 * number + scale, (double) -posterior[scale * stride + j], Double::sum);
                    }
                }
                for (double left : ofKinds.values()) assertThat(left).isCloseTo(0, within(1e-6));
            }
        };
        new CopyingPosterior(panel, config, 0).run(c.targets().weights(1), blocks, CopyingPrior.uniform(120), 1, sink);
        assertThat(shared[0]).isGreaterThan(30);
    }

    @Test
    void selectedStatesSumToOneAtEverySiteAndScale() {
        RetrievalCase c = RetrievalCase.mosaics(200, 600, 200, 4, .2, .1, 13);
        for (int blockSites : new int[] {1, 4, 16, 1000}) {
            RetrievalConfig config = RetrievalCase.config(List.of(1.0, 4e5, 1e9), 1e-8, 0, 2, blockSites);
            for (int hap = 0; hap < 4; hap++) {
                for (float[][] site : posterior(c.typedPanel(), config, c.targets(), hap, new int[] {7})) {
                    for (float[] scale : site) {
                        double sum = IntStream.range(0, scale.length)
                                .mapToDouble(h -> scale[h])
                                .sum();
                        assertThat(sum).isCloseTo(1, within(1e-5));
                        assertThat(scale[14] + scale[15]).isZero();
                    }
                }
            }
        }
    }
}
