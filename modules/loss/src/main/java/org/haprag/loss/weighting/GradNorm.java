package org.haprag.loss.weighting;

import java.util.Arrays;

/**
 * GradNorm (Chen et al., ICML 2018, arXiv:1711.02257, algorithm 1): the norm of each task's weighted gradient on the last
 * shared layer is pulled to mean x r_i^alpha, r_i the task's relative inverse training rate (its loss ratio over the mean
 * loss ratio). Weights are renormalised to mean 1 after each step.
 *
 * <p>The gradient of the weights is divided by the mean norm, so that the learning rate has no unit; the paper gets that from
 * Adam.
 */
public final class GradNorm implements GradientWeighting {
    /** Least weight: at 0 a task's norm is 0 and nothing could be learned from its sign. */
    private static final double LEAST = 1e-3;

    private final double asymmetry;
    private final double learningRate;
    private final double[] weights;
    private final double[] firstLosses;
    private boolean started;

    /**
     * Starts with all weights 1.
     *
     * @param asymmetry alpha; 0 makes all norms equal
     * @param learningRate of the weights
     */
    public GradNorm(int tasks, double asymmetry, double learningRate) {
        this.asymmetry = asymmetry;
        this.learningRate = learningRate;
        this.weights = new double[tasks];
        this.firstLosses = new double[tasks];
        Arrays.fill(weights, 1);
    }

    @Override
    public double[] weights(double[] losses, float[][] gradients) {
        int tasks = weights.length;
        if (losses.length != tasks || gradients.length != tasks)
            throw new IllegalArgumentException(
                    losses.length + " losses, " + gradients.length + " gradients for " + tasks);
        if (!started) System.arraycopy(losses, 0, firstLosses, 0, tasks);
        started = true;
        double[] norm = new double[tasks];
        double[] ratio = new double[tasks];
        double meanNorm = 0;
        double meanRatio = 0;
        for (int t = 0; t < tasks; t++) {
            norm[t] = FlatGradients.norm(gradients[t]);
            ratio[t] = firstLosses[t] == 0 ? 1 : losses[t] / firstLosses[t];
            meanNorm += weights[t] * norm[t] / tasks;
            meanRatio += ratio[t] / tasks;
        }
        if (meanNorm == 0 || meanRatio <= 0) return weights.clone();
        for (int t = 0; t < tasks; t++) {
            double target = meanNorm * Math.pow(Math.max(ratio[t], 0) / meanRatio, asymmetry);
            double step = Math.signum(weights[t] * norm[t] - target) * norm[t] / meanNorm;
            weights[t] = Math.max(LEAST, weights[t] - learningRate * step);
        }
        double sum = Arrays.stream(weights).sum();
        for (int t = 0; t < tasks; t++) weights[t] *= tasks / sum;
        return weights.clone();
    }

    @Override
    public double[] state() {
        double[] state = new double[1 + 2 * weights.length];
        state[0] = started ? 1 : 0;
        System.arraycopy(weights, 0, state, 1, weights.length);
        System.arraycopy(firstLosses, 0, state, 1 + weights.length, weights.length);
        return state;
    }

    @Override
    public void restore(double[] state) {
        if (state.length != 1 + 2 * weights.length)
            throw new IllegalArgumentException("GradNorm state of " + state.length + " numbers");
        started = state[0] == 1;
        System.arraycopy(state, 1, weights, 0, weights.length);
        System.arraycopy(state, 1 + weights.length, firstLosses, 0, weights.length);
    }
}
