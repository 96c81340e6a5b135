package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

/** Which haplotypes are a block's states, where switches go then, and the log likelihood. */
class SelectedStatesTest {
    private static RetrievalConfig config(
            List<Double> scales, int exactUpTo, int tied, double matchesPerRoot, int reachBlocks) {
        RetrievalConfig c = RetrievalCase.config(scales, 1e-3, exactUpTo, 4, 16);
        return new RetrievalConfig(
                c.kind(),
                scales,
                c.middleScale(),
                c.mismatch(),
                c.neighbours(),
                c.exactUpTo(),
                c.matchesPerSide(),
                matchesPerRoot,
                c.blockSites(),
                reachBlocks,
                c.selectionsPerBlock(),
                tied,
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
        return blocks(c, config).states(0);
    }

    private static StateBlocks blocks(RetrievalCase c, RetrievalConfig config) {
        return PbwtSelection.select(c.typedPanel(), config, c.targets(), Exclusions.none(1))[0];
    }

    private static int[] distinct(IntStream states) {
        return states.distinct().sorted().toArray();
    }

    @Test
    void ofMatchesThatReachTheEndAboutANumberIsTaken() {
        RetrievalCase c = twoKinds();
        List<Double> scale = List.of(1.0);
        assertThat(states(c, config(scale, 0, 0, 4, 1)).length).isLessThan(20);
        assertThat(states(c, config(scale, 0, 1000, 4, 1)))
                .isEqualTo(IntStream.range(0, 60).toArray());
        assertThat(states(c, config(scale, 0, 20, 4, 1)).length).isBetween(18, 28);
    }

    @Test
    void ofASmallPanelFewerMatchesAreTaken() {
        RetrievalCase c = RetrievalCase.mosaics(100, 200, 100, 2, 0, 0, 5);
        List<Double> scale = List.of(1.0);
        assertThat(config(scale, 0, 0, .11, 1).matches(100)).isEqualTo(2);
        assertThat(config(scale, 0, 0, .11, 1).matches(1_000_000)).isEqualTo(4);
        int fewer = states(c, config(scale, 0, 0, .11, 1)).length;
        assertThat(fewer).isLessThan(states(c, config(scale, 0, 0, 4, 1)).length);
        // What a target must not see counts as if it were not there.
        RetrievalConfig config = config(scale, 0, 0, .21, 1);
        int[] hidden = IntStream.range(15, 50).toArray();
        StateBlocks some =
                PbwtSelection.select(c.typedPanel(), config, c.targets(), Exclusions.of(new int[][] {hidden}))[0];
        StateBlocks without = PbwtSelection.select(
                c.typedPanel(c.panel().subset(IntStream.range(0, 15).toArray())),
                config,
                c.targets(),
                Exclusions.none(1))[0];
        for (int b = 0; b < some.count(); b++) assertThat(some.states(b)).isEqualTo(without.states(b));
    }

    @Test
    void aBlockHasTheStatesOfThoseWithinReach() {
        RetrievalCase c = RetrievalCase.mosaics(100, 200, 100, 2, 0, 0, 6);
        List<Double> scale = List.of(1.0);
        RetrievalConfig[] reaching = IntStream.range(0, 3)
                .mapToObj(reach -> config(scale, 0, 0, 4, reach))
                .toArray(RetrievalConfig[]::new);
        StateBlocks alone = blocks(c, reaching[0]);
        StateBlocks far = blocks(c, reaching[2]);
        for (int b = 0; b < far.count(); b++) {
            IntStream near = IntStream.rangeClosed(Math.max(0, b - 2), Math.min(far.count() - 1, b + 2));
            assertThat(far.states(b)).isEqualTo(distinct(near.flatMap(i -> IntStream.of(alone.states(i)))));
        }
        assertThat(far.states(0).length).isGreaterThan(alone.states(0).length);
    }

    @Test
    void tiedMatchesReachLessFar() {
        RetrievalCase c = RetrievalCase.mosaics(100, 200, 100, 2, 0, 0, 6);
        List<Double> scale = List.of(1.0);
        StateBlocks found = blocks(c, config(scale, 0, 1000, 4, 4));
        StateBlocks picked = blocks(c, config(scale, 0, 0, 4, 4));
        StateBlocks near = blocks(c, config(scale, 0, 1000, 4, 2));
        for (int b = 0; b < found.count(); b++) {
            assertThat(found.states(b))
                    .isEqualTo(
                            distinct(IntStream.concat(IntStream.of(picked.states(b)), IntStream.of(near.states(b)))));
        }
        assertThat(found.states(0).length).isGreaterThan(picked.states(0).length);
    }

    @Test
    void aSwitchGoesToOneOfTheStates() {
        RetrievalCase c = RetrievalCase.mosaics(90, 60, 30, 2, 0, .05, 11);
        RetrievalConfig config = config(List.of(20.0), 0, 0, 4, 1);
        int[] states = IntStream.range(0, 60).toArray();
        StateBlocks blocks = new StateBlocks(16, 30, new int[][] {states, states});
        TypedPanel ofStates =
                c.typedPanel(c.panel().subset(IntStream.range(0, 30).toArray()));
        float[][] found = posterior(c.typedPanel(), config, c, blocks, CopyingPrior.uniform(90));
        float[][] alone = posterior(ofStates, config, c, blocks, CopyingPrior.uniform(60));
        for (int t = 0; t < found.length; t++) {
            for (int j = 0; j < 60; j++) assertThat(found[t][j]).isCloseTo(alone[t][j], within(1e-6f));
        }
    }

    private static float[][] posterior(
            TypedPanel panel, RetrievalConfig config, RetrievalCase c, StateBlocks blocks, CopyingPrior prior) {
        float[][] out = new float[panel.typedCount()][];
        new CopyingPosterior(panel, config, 0).run(c.targets().weights(0), blocks, prior, 1, (OfStates)
                (typed, states, p, stride) -> out[typed] = p.clone());
        return out;
    }

    @Test
    void theLogLikelihoodIsThatOfTheTextbook() {
        RetrievalCase c = RetrievalCase.mosaics(40, 80, 50, 2, 0, .1, 3);
        List<Double> scales = List.of(5.0, 500.0);
        RetrievalConfig config = config(scales, 1000, 0, 4, 1);
        StateBlocks blocks = blocks(c, config);
        double[][] found = new double[c.typedPanel().typedCount()][2];
        new CopyingPosterior(c.typedPanel(), config, 0)
                .addLogLikelihood(c.targets().weights(0), blocks, 40, 1, new TargetRate.Run(0, blocks.count()), found);
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
