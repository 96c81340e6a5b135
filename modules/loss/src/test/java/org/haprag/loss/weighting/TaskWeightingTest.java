package org.haprag.loss.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.config.WeightingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemes by their test vectors and by what their papers say they do. */
class TaskWeightingTest {
    private static final double[][] HISTORY = {{1, 150, 1500}, {2, 100, 1000}, {3, 50, 500}, {4, 10, 100}, {5, .1, 1}};
    private static final Offset<Double> CLOSE = within(1e-6);

    private static SoftAdapt adapted(SoftAdapt.Variant variant) {
        SoftAdapt scheme = new SoftAdapt(3, variant, .1, 1);
        for (double[] losses : HISTORY) scheme.observe(losses);
        return scheme;
    }

    @Test
    void softAdaptHasTheAuthorsSlopesAndWeights() {
        SoftAdapt scheme = adapted(SoftAdapt.Variant.ORIGINAL);
        assertThat(scheme.slopes()).containsExactly(new double[] {1, -49.1917, -491.9167}, within(1e-4));
        double[] w = scheme.weights();
        assertThat(w[0]).isCloseTo(.993433, CLOSE);
        assertThat(w[1]).isCloseTo(.006567, CLOSE);
        assertThat(w[2]).isCloseTo(3.89e-22, within(1e-23));
    }

    @Test
    void lossWeightedSoftAdaptHasTheAuthorsWeights() {
        double[] w = adapted(SoftAdapt.Variant.LOSS_WEIGHTED).weights();
        assertThat(w[0]).isCloseTo(.879777, CLOSE);
        assertThat(w[1]).isCloseTo(.120223, CLOSE);
        assertThat(w[2]).isCloseTo(7.12e-20, within(1e-22));
    }

    @Test
    void normalisedSoftAdaptDividesSlopesByTheSumOfTheirSizes() {
        SoftAdapt scheme = adapted(SoftAdapt.Variant.NORMALISED);
        double total = 1 + 49.191667 + 491.916667;
        assertThat(scheme.slopes())
                .containsExactly(new double[] {1 / total, -49.191667 / total, -491.916667 / total}, CLOSE);
        assertThat(scheme.weights()[0]).isGreaterThan(scheme.weights()[2]);
    }

    @Test
    void softAdaptIsEqualUntilItHasFivePointsAndAveragesStepsIntoPoints() {
        SoftAdapt scheme = new SoftAdapt(3, SoftAdapt.Variant.ORIGINAL, .1, 2);
        for (int p = 0; p < 5; p++) {
            assertThat(scheme.weights()).containsOnly(1. / 3);
            scheme.observe(new double[] {HISTORY[p][0] - 1, HISTORY[p][1] + 3, HISTORY[p][2]});
            scheme.observe(new double[] {HISTORY[p][0] + 1, HISTORY[p][1] - 3, HISTORY[p][2]});
        }
        assertThat(scheme.weights()[0]).isCloseTo(.993433, CLOSE);
    }

    @Test
    void softAdaptForgetsPointsOlderThanFive() {
        SoftAdapt scheme = new SoftAdapt(3, SoftAdapt.Variant.ORIGINAL, .1, 1);
        scheme.observe(new double[] {77, 77, 77});
        for (double[] losses : HISTORY) scheme.observe(losses);
        assertThat(scheme.weights()[0]).isCloseTo(.993433, CLOSE);
    }

    @Test
    void uncertaintyLearnsTheMinimumOfLossOverVariancePlusLogS() {
        UncertaintyWeights scheme = new UncertaintyWeights(new boolean[] {false, true}, .05);
        for (int i = 0; i < 5000; i++) scheme.observe(new double[] {.2, .2});
        // Minima: classification s^2 = 2L, regression s^2 = L; so the weights are 1/(2L) in both.
        assertThat(scheme.state()).containsExactly(new double[] {Math.log(.4), Math.log(.2)}, within(1e-3));
        assertThat(scheme.weights()).containsExactly(new double[] {2.5, 2.5}, within(1e-2));
        assertThat(scheme.offset()).isCloseTo((Math.log(.4) + Math.log(.2)) / 2, within(1e-3));
    }

    @Test
    void gradNormEqualisesNormsWhenAllTasksTrainAtOneRate() {
        GradNorm scheme = new GradNorm(2, 1.5, .025);
        double[] w = new double[2];
        for (int i = 0; i < 2000; i++) w = scheme.weights(new double[] {1, 1}, new float[][] {{4, 0}, {0, 1}});
        assertThat(w[0] + w[1]).isCloseTo(2, CLOSE);
        assertThat(4 * w[0] / w[1]).isCloseTo(1, within(.2));
    }

    @Test
    void gradNormRaisesTheTaskThatTrainsSlower() {
        GradNorm scheme = new GradNorm(2, 1.5, .025);
        float[][] gradients = {{1, 0}, {0, 1}};
        scheme.weights(new double[] {1, 1}, gradients);
        double[] w = scheme.weights(new double[] {1, .1}, gradients);
        assertThat(w[0]).isGreaterThan(1);
        assertThat(w[1]).isLessThan(1);
    }

    @Test
    void gradientCosineCountsAnAuxiliaryTaskAsFarAsItAgreesWithTheMainSum() {
        boolean[] main = {true, true, false, false};
        float[][] gradients = {{1, 0}, {0, 1}, {2, 0}, {-1, 0}}; // main sum (1, 1)
        double[] w = new GradientCosine(main).weights(new double[4], gradients);
        assertThat(w).containsExactly(new double[] {1, 1, Math.sqrt(.5), 0}, CLOSE);
    }

    @Test
    void inverseCosinePunishesAgreementAndConflictAlike() {
        boolean[] main = {true, false, false, false};
        float[][] gradients = {{1, 0}, {3, 0}, {-3, 0}, {0, 2}};
        double[] w = new InverseCosine(main, .1).weights(new double[4], gradients);
        assertThat(w).containsExactly(new double[] {1, .1, .1, 1}, CLOSE);
    }

    @Test
    void zeroGradientsHaveCosineZeroAndNoNan() {
        float[][] gradients = {{0, 0}, {1, 0}};
        assertThat(new GradientCosine(new boolean[] {true, false}).weights(new double[2], gradients))
                .containsExactly(1, 0);
        assertThat(new PcGrad(1).combine(gradients)).containsExactly(1, 0);
    }

    @Test
    void pcGradProjectsConflictsAwayAndLeavesAgreementAlone() {
        // (1,0) and (-1,1): each loses its part against the other's original gradient.
        float[] conflict = new PcGrad(1).combine(new float[][] {{1, 0}, {-1, 1}});
        assertThat(conflict).containsExactly(new float[] {.5f, 1.5f}, within(1e-6f));
        float[] agreement = new PcGrad(1).combine(new float[][] {{1, 0}, {1, 1}});
        assertThat(agreement).containsExactly(2, 1);
    }

    @Test
    void pcGradWithOneSeedDrawsTheSameOrdersAgain() {
        float[][] gradients = {{1, 0, .5f}, {-1, 1, 0}, {-.5f, -1, .2f}, {.1f, -.7f, -1}};
        PcGrad first = new PcGrad(5);
        PcGrad second = new PcGrad(5);
        first.combine(gradients);
        second.restore(first.state());
        float[] continued = first.combine(gradients);
        assertThat(second.combine(gradients)).containsExactly(continued);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everySchemeContinuesFromItsSavedState(String kind) throws IOException {
        List<Task> tasks = List.of(Task.HAP1, Task.HAP2, Task.GT);
        String json = "{\"weighting\": {\"kind\": \"" + kind + "\"}}";
        WeightingConfig config =
                new ObjectMapper().readValue(json, LossConfig.class).weighting();
        TaskWeighting a = config.scheme(tasks, 3);
        TaskWeighting b = config.scheme(tasks, 3);
        for (int i = 0; i < 7; i++) step(a, i);
        b.restore(a.state());
        assertThat(step(b, 9)).isEqualTo(step(a, 9));
    }

    static Set<String> kinds() {
        return WeightingConfig.kinds();
    }

    private static List<Double> step(TaskWeighting scheme, int i) {
        double[] losses = {1. / (i + 1), .5, 2};
        float[][] gradients = {{1, 0, i}, {-1, 1, 0}, {0, -1, 1}};
        Stream<Double> out;
        if (scheme instanceof LossWeighting byLoss) {
            byLoss.observe(losses);
            out = java.util.Arrays.stream(byLoss.weights()).boxed();
        } else if (scheme instanceof GradientWeighting byGradient) {
            out = java.util.Arrays.stream(byGradient.weights(losses, gradients)).boxed();
        } else {
            float[] combined = ((GradientSurgery) scheme).combine(gradients);
            out = Stream.of((double) combined[0], (double) combined[1], (double) combined[2]);
        }
        return out.toList();
    }
}
