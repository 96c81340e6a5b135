package org.haprag.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv 1711.05101, algorithm 2) after clipping the
 * gradients' global norm. Works on plain arrays, so that its state can be saved to the bit.
 */
final class AdamW {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double weightDecay;
    private final double clipNorm;
    private final Map<String, float[]> mean = new LinkedHashMap<>();
    private final Map<String, float[]> square = new LinkedHashMap<>();
    private long step;

    AdamW(double weightDecay, double clipNorm) {
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
    }

    /**
     * Moves {@code weights} against {@code gradients}.
     *
     * @return the gradients' global norm before clipping
     */
    double step(Map<String, float[]> weights, Map<String, float[]> gradients, double learningRate) {
        double norm = norm(gradients);
        double shrink = norm > clipNorm ? clipNorm / norm : 1;
        step++;
        double correction1 = 1 - Math.pow(BETA1, step);
        double correction2 = 1 - Math.pow(BETA2, step);
        weights.forEach((name, w) -> {
            float[] g = gradients.get(name);
            float[] m = mean.computeIfAbsent(name, k -> new float[w.length]);
            float[] v = square.computeIfAbsent(name, k -> new float[w.length]);
            for (int i = 0; i < w.length; i++) {
                double gi = g[i] * shrink;
                m[i] = (float) (BETA1 * m[i] + (1 - BETA1) * gi);
                v[i] = (float) (BETA2 * v[i] + (1 - BETA2) * gi * gi);
                double update = m[i] / correction1 / (Math.sqrt(v[i] / correction2) + EPSILON);
                w[i] -= (float) (learningRate * (update + weightDecay * w[i]));
            }
        });
        return norm;
    }

    static double norm(Map<String, float[]> gradients) {
        double sum = 0;
        for (float[] g : gradients.values()) for (float x : g) sum += (double) x * x;
        return Math.sqrt(sum);
    }

    /** First and second moments by name, and the step count: all that a later run needs to go on to the bit. */
    State state() {
        return new State(step, mean, square);
    }

    void restore(State state) {
        step = state.step();
        mean.clear();
        square.clear();
        mean.putAll(state.mean());
        square.putAll(state.square());
    }

    record State(long step, Map<String, float[]> mean, Map<String, float[]> square) {}
}
