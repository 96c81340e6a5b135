package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.haprag.genotype.mask.AfGuidedMask;
import org.haprag.genotype.mask.ArrayLikeMask;
import org.haprag.genotype.mask.RandomFractionMask;
import org.junit.jupiter.api.Test;

/** Optimiser, learning rate and masks, each against its formula. */
class SchedulesTest {
    private static Map<String, float[]> map(String name, float... values) {
        Map<String, float[]> out = new LinkedHashMap<>();
        out.put(name, values);
        return out;
    }

    @Test
    void twoStepsAreThoseOfThePaper() {
        double rate = 0.1;
        double decay = 0.01;
        double[] gradients = {0.5, -0.25};
        double w = 1;
        double m = 0;
        double v = 0;
        AdamW optimiser = new AdamW(decay, 10);
        Map<String, float[]> weights = map("w", 1);
        for (int t = 1; t <= 2; t++) {
            double g = gradients[t - 1];
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double mHat = m / (1 - Math.pow(0.9, t));
            double vHat = v / (1 - Math.pow(0.999, t));
            w -= rate * (mHat / (Math.sqrt(vHat) + 1e-8) + decay * w);
            double norm = optimiser.step(weights, map("w", (float) g), rate);
            assertThat(norm).isCloseTo(Math.abs(g), within(1e-7));
            assertThat((double) weights.get("w")[0]).isCloseTo(w, within(1e-6));
        }
        assertThat(w)
                .as("the first step moves by the learning rate, whatever the gradient's size")
                .isLessThan(0.95);
    }

    @Test
    void gradientsAreClippedByTheirNormOverAllWeights() {
        Map<String, float[]> clipped = new LinkedHashMap<>();
        clipped.put("a", new float[] {1, 2});
        clipped.put("b", new float[] {3});
        Map<String, float[]> small = new LinkedHashMap<>();
        clipped.forEach((name, values) -> small.put(name, values.clone()));
        AdamW first = new AdamW(0, 0.5);
        AdamW second = new AdamW(0, 0.5);
        double norm = first.step(clipped, Map.of("a", new float[] {2, -3}, "b", new float[] {6}), 0.1);
        second.step(small, Map.of("a", new float[] {1 / 7f, -1.5f / 7}, "b", new float[] {3 / 7f}), 0.1);
        assertThat(norm).isCloseTo(7, within(1e-6));
        for (String name : clipped.keySet()) {
            for (int i = 0; i < clipped.get(name).length; i++) {
                assertThat(first.state().mean().get(name)[i])
                        .isCloseTo(second.state().mean().get(name)[i], within(1e-7f));
            }
        }
    }

    @Test
    void gradientsBelowTheNormAreLeftAlone() {
        AdamW optimiser = new AdamW(0, 1);
        optimiser.step(map("w", 1, 1), map("w", 0.3f, 0.4f), 0.1);
        assertThat(optimiser.state().mean().get("w")[1]).isCloseTo(0.04f, within(1e-7f));
    }

    @Test
    void anOptimiserGoesOnFromItsStateToTheBit() {
        AdamW straight = new AdamW(0.01, 1);
        Map<String, float[]> weights = map("w", 1, -2, 3);
        Map<String, float[]> resumed = null;
        AdamW second = new AdamW(0.01, 1);
        for (int t = 0; t < 6; t++) {
            if (t == 3) {
                resumed = map("w", weights.get("w").clone());
                Map<String, float[]> mean =
                        map("w", straight.state().mean().get("w").clone());
                Map<String, float[]> square =
                        map("w", straight.state().square().get("w").clone());
                second.restore(new AdamW.State(straight.state().step(), mean, square));
            }
            float[] g = {0.1f * t, -1, 1f / (t + 1)};
            straight.step(weights, map("w", g), 0.01);
            if (t >= 3) second.step(resumed, map("w", g), 0.01);
        }
        assertThat(resumed.get("w")).containsExactly(weights.get("w"));
    }

    @Test
    void theRateRisesLinearlyThenFallsByACosineToATwentieth() {
        TrainingConfig config = TinyTraining.config(104, 0.02, 10, 1);
        assertThat(config.warmUpSteps()).isEqualTo(4);
        assertThat(LearningRate.at(0, config)).isCloseTo(0.005, within(1e-12));
        assertThat(LearningRate.at(1, config)).isCloseTo(0.010, within(1e-12));
        assertThat(LearningRate.at(3, config)).isCloseTo(0.02, within(1e-12));
        assertThat(LearningRate.at(4, config)).isCloseTo(0.02, within(1e-12));
        assertThat(LearningRate.at(54, config)).as("half way").isCloseTo(0.02 * 0.525, within(1e-12));
        assertThat(LearningRate.at(104, config)).isCloseTo(0.001, within(1e-12));
        for (int step = 5; step <= 104; step++) {
            assertThat(LearningRate.at(step, config)).isLessThan(LearningRate.at(step - 1, config));
        }
    }

    @Test
    void theFractionMasksFollowTheCurriculum() {
        for (MaskChoice.Kind kind :
                new MaskChoice.Kind[] {MaskChoice.Kind.RANDOM_FRACTION, MaskChoice.Kind.AF_GUIDED}) {
            MaskChoice choice = new MaskChoice(kind, 500, 10_000, 0.1, 0.8);
            double[] expected = {0.1, 0.45, 0.8, 0.8};
            for (int i = 0; i < 4; i++) {
                Record mask = (Record) choice.draw(50L * i, 100, new SplittableRandom(1));
                double hidden = mask instanceof RandomFractionMask r
                        ? r.hiddenFraction()
                        : ((AfGuidedMask) mask).hiddenFraction();
                assertThat(hidden).isCloseTo(expected[i], within(1e-12));
            }
        }
    }

    @Test
    void arraysComeInEveryDensityBetweenTheBounds() {
        MaskChoice choice = MaskChoice.defaults();
        SplittableRandom random = new SplittableRandom(4);
        double[] spacing = new double[400];
        for (int i = 0; i < spacing.length; i++) {
            spacing[i] = ((ArrayLikeMask) choice.draw(i, 400, random)).meanSpacingBp();
            assertThat(spacing[i]).isBetween(choice.minSpacingBp(), choice.maxSpacingBp());
        }
        assertThat(Arrays.stream(spacing).min().orElseThrow()).isLessThan(700);
        assertThat(Arrays.stream(spacing).max().orElseThrow()).isGreaterThan(8000);
    }

    @Test
    void choicesThatCannotBeDrawnAreRefused() {
        assertThatThrownBy(() -> new MaskChoice(MaskChoice.Kind.ARRAYS, 0, 10, .1, .8))
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> new MaskChoice(MaskChoice.Kind.ARRAYS, 10, 5, .1, .8))
                .hasMessageContaining("10.0");
        assertThatThrownBy(() -> new MaskChoice(MaskChoice.Kind.AF_GUIDED, 5, 10, .1, 1))
                .hasMessageContaining("1.0");
        assertThatThrownBy(() -> TinyTraining.config(10, Double.NaN, 5, 1)).hasMessageContaining("learningRate");
    }
}
