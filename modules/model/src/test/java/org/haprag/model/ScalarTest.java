package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTest {
    private static final Map<String, UnaryOperator<NDArray>> OPERATIONS = Map.of(
            "times", x -> Scalar.times(x, 3),
            "over", x -> Scalar.over(x, 4),
            "power", x -> Scalar.power(x, 3),
            "atLeast", x -> Scalar.atLeast(x, 0.4),
            "atMost", x -> Scalar.atMost(x, 0.6),
            "add", x -> x.add(3).sub(1),
            "clip", x -> x.clip(0.3, 0.6));

    private static float[] gradient(NDManager base, UnaryOperator<NDArray> operation, Runnable between) {
        try (NDManager manager = base.newSubManager()) {
            NDArray x = manager.create(new float[] {0.25f, 0.5f, 0.75f});
            x.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray y = operation.apply(x).sum();
                between.run();
                collector.backward(y);
                return x.getGradient().toFloatArray();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"times", "over", "power", "atLeast", "atMost", "add", "clip"})
    void aGarbageCollectionBeforeTheBackwardPassChangesNoGradient(String name) {
        try (NDManager base = NDManager.newBaseManager()) {
            float[] expected = gradient(base, OPERATIONS.get(name), () -> {});
            assertThat(gradient(base, OPERATIONS.get(name), Garbage::collectAndOverwrite))
                    .containsExactly(expected);
        }
    }

    @Test
    void valuesAndGradientsAreThoseOfTheOperation() {
        try (NDManager base = NDManager.newBaseManager()) {
            NDArray x = base.create(new float[] {0.25f, 0.5f, 0.75f});
            assertThat(Scalar.times(x, 3).toFloatArray()).containsExactly(0.75f, 1.5f, 2.25f);
            assertThat(Scalar.over(x, 4).toFloatArray()).containsExactly(0.0625f, 0.125f, 0.1875f);
            assertThat(Scalar.power(x, 2).toFloatArray()).containsExactly(0.0625f, 0.25f, 0.5625f);
            assertThat(Scalar.atLeast(x, 0.5).toFloatArray()).containsExactly(0.5f, 0.5f, 0.75f);
            assertThat(Scalar.atMost(x, 0.5).toFloatArray()).containsExactly(0.25f, 0.5f, 0.5f);
            assertThat(gradient(base, OPERATIONS.get("times"), () -> {})).containsExactly(3, 3, 3);
            assertThat(gradient(base, OPERATIONS.get("power"), () -> {})).containsExactly(0.1875f, 0.75f, 1.6875f);
        }
    }
}
