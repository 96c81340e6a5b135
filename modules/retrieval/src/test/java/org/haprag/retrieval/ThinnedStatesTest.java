package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

/** What {@link RetrievalConfig#tiedMatches} and {@link RetrievalConfig#thinningPower} change, and the log likelihood. */
class ThinnedStatesTest {
    private static RetrievalConfig config(List<Double> scales, int exactUpTo, int tied, double power) {
        RetrievalConfig c = RetrievalCase.config(scales, 1e-3, exactUpTo, 4, 16);
        return new RetrievalConfig(
                c.kind(),
                scales,
                c.middleScale(),
                c.mismatch(),
                c.neighbours(),
                c.exactUpTo(),
                c.matchesPerSide(),
                c.blockSites(),
                c.selectionsPerBlock(),
                tied,
                power,
                false);
    }

    /** 60 haplotypes of one kind and 20 of another, typed at three sites; the target is of the first kind. */
    private static RetrievalCase twoKinds() {
        String[] haplotypes = new String[80];
        for (int h = 0; h < 80; h++) haplotypes[h] = h < 60 ? "010" : "101";
        return new RetrievalCase(
                TinyPanels.of(haplotypes),
                List.of(1.0, 1.1, 1.2),
                List.of(0, 1, 2),
                new TypedHaplotypes(new int[] {0, 1, 2}, new byte[][] {{0, 1, 0}, {0, 1, 0}}));
    }

    private static int[] states(RetrievalCase c, RetrievalConfig config) {
        return PbwtSelection.select(c.typedPanel(), config, c.targets(), Exclusions.none(1))[0].states(0);
    }

    @Test
    void matchesThatReachTheEndAreTakenUpToANumber() {
        RetrievalCase c = twoKinds();
        List<Double> scale = List.of(1.0);
        assertThat(states(c, config(scale, 0, 0, 0)).length).isLessThan(20);
        assertThat(states(c, config(scale, 0, 1000, 0)))
                .isEqualTo(IntStream.range(0, 60).toArray());
        assertThat(states(c, config(scale, 0, 20, 0)).length).isBetween(24, 59);
    }

    @Test
    void aThinnedBlockCopiesAtAHigherRate() {
        RetrievalCase c = RetrievalCase.mosaics(90, 60, 30, 2, 0, .05, 11);
        int states = states(c, config(List.of(1.0), 0, 0, 0)).length;
        double power = .5;
        TypedPanel panel = c.typedPanel();
        StateBlocks blocks = new StateBlocks(16, 30, new int[][] {first(states), first(states)});
        float[][] thinned = posterior(panel, config(List.of(20.0), 0, 0, power), c, blocks);
        float[][] faster = posterior(panel, config(List.of(20 * Math.pow(90.0 / states, power)), 0, 0, 0), c, blocks);
        float[][] slower = posterior(panel, config(List.of(20.0), 0, 0, 0), c, blocks);
        assertThat(thinned).isDeepEqualTo(faster);
        assertThat(thinned[15]).isNotEqualTo(slower[15]);
    }

    private static int[] first(int n) {
        int[] out = new int[n];
        for (int i = 0; i < n; i++) out[i] = 2 * i;
        return out;
    }

    private static float[][] posterior(TypedPanel panel, RetrievalConfig config, RetrievalCase c, StateBlocks blocks) {
        float[][] out = new float[panel.typedCount()][];
        new CopyingPosterior(panel, config, 0).run(c.targets().weights(0), blocks, 90, (OfStates)
                (typed, states, p, stride) -> out[typed] = p.clone());
        return out;
    }

    @Test
    void theLogLikelihoodIsThatOfTheTextbook() {
        RetrievalCase c = RetrievalCase.mosaics(40, 80, 50, 2, 0, .1, 3);
        List<Double> scales = List.of(5.0, 500.0);
        RetrievalConfig config = config(scales, 1000, 0, .75);
        StateBlocks blocks = PbwtSelection.select(c.typedPanel(), config, c.targets(), Exclusions.none(1))[0];
        double[][] found = new double[c.typedPanel().typedCount()][2];
        new CopyingPosterior(c.typedPanel(), config, 0)
                .addLogLikelihood(c.targets().weights(0), blocks, 40, found);
        for (int i = 0; i < 2; i++) {
            double[] expected = logLikelihood(c, scales.get(i), config.mismatch());
            for (int t = 0; t < found.length; t++) assertThat(found[t][i]).isCloseTo(expected[t], within(1e-4));
        }
    }

    /** By typed site, from the forward pass in double precision over all haplotypes. */
    private static double[] logLikelihood(RetrievalCase c, double switchesPerCm, double mismatch) {
        TypedPanel panel = c.typedPanel();
        int n = c.panel().haplotypeCount();
        double[] forward = new double[n];
        double[] log = new double[panel.typedCount()];
        for (int t = 0; t < panel.typedCount(); t++) {
            double jump = t == 0
                    ? 1
                    : Math.max(1e-8, -Math.expm1(-switchesPerCm * (panel.typedCm(t) - panel.typedCm(t - 1))));
            byte allele = c.targets().row(0)[t];
            double sum = 0;
            for (int h = 0; h < n; h++) {
                boolean same = c.panel().allele(panel.panelSite(t), h) == allele;
                double e = allele < 0 ? 1 : same ? 1 - mismatch : mismatch;
                forward[h] = (forward[h] * (1 - jump) + jump / n) * e;
                sum += forward[h];
            }
            for (int h = 0; h < n; h++) forward[h] /= sum;
            log[t] = Math.log(sum);
        }
        return log;
    }
}
