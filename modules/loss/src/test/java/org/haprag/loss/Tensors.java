package org.haprag.loss;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;

/** Arrays and gradient checks that the loss tests share. */
public final class Tensors {
    private static final float STEP = 1e-2f;

    private Tensors() {}

    /** Logits (1, L, 2) whose softmax gives these ALT probabilities. */
    public static NDArray logits(NDManager manager, double... alt) {
        float[] flat = new float[2 * alt.length];
        for (int i = 0; i < alt.length; i++) flat[2 * i + 1] = (float) Math.log(alt[i] / (1 - alt[i]));
        return manager.create(flat, new Shape(1, alt.length, 2));
    }

    public static NDArray row(NDManager manager, double... values) {
        float[] flat = new float[values.length];
        for (int i = 0; i < flat.length; i++) flat[i] = (float) values[i];
        return manager.create(flat, new Shape(1, values.length));
    }

    public static NDArray gaussian(NDManager manager, long seed, double scale, Shape shape) {
        Random random = new Random(seed);
        float[] flat = new float[(int) shape.size()];
        for (int i = 0; i < flat.length; i++) flat[i] = (float) (scale * random.nextGaussian());
        return manager.create(flat, shape);
    }

    public static NDArray labels(NDManager manager, long seed, int classes, Shape shape) {
        Random random = new Random(seed);
        float[] flat = new float[(int) shape.size()];
        for (int i = 0; i < flat.length; i++) flat[i] = random.nextInt(classes);
        return manager.create(flat, shape);
    }

    /** Gradient of a scalar function by the engine. */
    public static float[] gradient(NDArray at, UnaryOperator<NDArray> f) {
        try (NDManager scratch = at.getManager().newSubManager()) {
            NDArray x = at.duplicate();
            x.attach(scratch);
            x.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(f.apply(x));
            }
            return x.getGradient().toFloatArray();
        }
    }

    /** Compares every derivative with the central difference. */
    public static void assertGradient(NDArray at, double tolerance, UnaryOperator<NDArray> f) {
        float[] exact = gradient(at, f);
        float[] x = at.toFloatArray();
        for (int i = 0; i < x.length; i++) {
            double numeric = (value(at, x, i, STEP, f) - value(at, x, i, -STEP, f)) / (2 * STEP);
            Assertions.assertThat((double) exact[i])
                    .as("derivative %d", i)
                    .isCloseTo(numeric, Assertions.within(tolerance * (1 + Math.abs(numeric))));
        }
        double size = 0;
        for (float g : exact) size += Math.abs(g);
        Assertions.assertThat(size)
                .as("a gradient of 0 would agree with everything")
                .isGreaterThan(1e-4);
    }

    private static double value(NDArray at, float[] x, int i, float step, UnaryOperator<NDArray> f) {
        float[] moved = x.clone();
        moved[i] += step;
        try (NDManager scratch = at.getManager().newSubManager()) {
            return f.apply(scratch.create(moved, at.getShape())).getFloat();
        }
    }
}
