package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Weights, their gradients, and the native memory of forward and backward passes. */
class ParametersTest {
    private static final TinyCase TINY = new TinyCase(40);

    /** They add the same to every score of a softmax, which cancels: their true gradient is 0. */
    private static final Pattern CANCELS = Pattern.compile("encoder\\..*\\.key\\.bias|fusion\\.score\\.bias");

    private static Map<String, float[]> gradients(HapRagModel model) {
        return gradients(model, () -> {});
    }

    private static Map<String, float[]> gradients(HapRagModel model, Runnable beforeBackward) {
        Parameters parameters = model.network().parameters();
        try (NDManager manager = model.manager().newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NetworkOutputs out = TINY.run(model, manager, true);
            NDArray loss = out.hap1()
                    .logSoftmax(-1)
                    .mean()
                    .add(out.hap2().logSoftmax(-1).mean())
                    .add(out.gt().logSoftmax(-1).get(":, :, 0:3").mean());
            beforeBackward.run();
            collector.backward(loss);
            Map<String, float[]> gradients = parameters.gradients();
            parameters.clearGradients();
            return gradients;
        }
    }

    @Test
    void gradientsReachEveryWeightArray() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            TinyCase.disturb(model, 0.2, 7);
            model.network().parameters().requireGradients();
            gradients(model).forEach((name, gradient) -> {
                double sum = 0;
                for (float g : gradient) {
                    assertThat(g).as(name).isFinite();
                    sum += Math.abs(g);
                }
                if (!CANCELS.matcher(name).matches()) assertThat(sum).as(name).isGreaterThan(1e-7);
            });
        }
    }

    @Test
    void gradientsDoNotPileUpFromStepToStep() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            model.network().parameters().requireGradients();
            Map<String, float[]> first = gradients(model);
            Map<String, float[]> second = gradients(model);
            first.forEach((name, g) -> assertThat(second.get(name)).as(name).containsExactly(g));
        }
    }

    @Test
    void aGarbageCollectionBeforeTheBackwardPassChangesNoGradient() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            TinyCase.disturb(model, 0.2, 7);
            model.network().parameters().requireGradients();
            Map<String, float[]> expected = gradients(model);
            Map<String, float[]> found = gradients(model, Garbage::collectAndOverwrite);
            expected.forEach((name, g) -> assertThat(found.get(name)).as(name).containsExactly(g));
        }
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
        try (HapRagModel a = TinyCase.model(TinyCase.config(), 1);
                HapRagModel b = TinyCase.model(TinyCase.config(), 1);
                HapRagModel c = TinyCase.model(TinyCase.config(), 2)) {
            Map<String, float[]> first = a.network().parameters().values();
            Map<String, float[]> same = b.network().parameters().values();
            assertThat(same.keySet()).containsExactlyElementsOf(first.keySet());
            first.forEach((name, v) -> assertThat(same.get(name)).as(name).containsExactly(v));
            assertThat(c.network().parameters().values().get("embedding.allele"))
                    .isNotEqualTo(first.get("embedding.allele"));
        }
    }

    @Test
    void countIsTheNumberOfAllValues() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            Parameters parameters = model.network().parameters();
            assertThat(parameters.count())
                    .isEqualTo(parameters.values().values().stream()
                            .mapToLong(v -> v.length)
                            .sum());
        }
    }

    @Test
    void settingWeightsChangesThoseAndNoOthers() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            Parameters parameters = model.network().parameters();
            Map<String, float[]> before = parameters.values();
            parameters.set(Map.of("fusion.strength", new float[] {0.75f}));
            assertThat(parameters.values().get("fusion.strength")).containsExactly(0.75f);
            assertThat(parameters.values().get("embedding.place.weight"))
                    .containsExactly(before.get("embedding.place.weight"));
            assertThatThrownBy(() -> parameters.set(Map.of("no.such", new float[1])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no.such");
        }
    }

    @Test
    void twentyForwardPassesLeaveNoArrayBehind() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            int before = model.manager().getManagedArrays().size();
            assertThat(before)
                    .isGreaterThanOrEqualTo(model.network().parameters().names().size());
            for (int pass = 0; pass < 20; pass++) {
                try (NDManager manager = model.manager().newSubManager()) {
                    TINY.run(model, manager, false);
                    assertThat(manager.getManagedArrays()).isNotEmpty();
                }
                assertThat(model.manager().getManagedArrays()).hasSize(before);
            }
        }
    }

    @Test
    void trainingPassesLeaveNoArrayBehind() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            Parameters parameters = model.network().parameters();
            parameters.requireGradients();
            gradients(model);
            int before = model.manager().getManagedArrays().size();
            for (int pass = 0; pass < 10; pass++) {
                gradients(model);
                parameters.set(parameters.values());
                assertThat(model.manager().getManagedArrays()).hasSize(before);
            }
        }
    }
}
