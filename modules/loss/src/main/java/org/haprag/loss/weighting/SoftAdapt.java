package org.haprag.loss.weighting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * SoftAdapt (Heydari et al., arXiv:1912.12355): weights = softmax(beta x slope of each loss). Nothing is learned.
 *
 * <p>Slopes are the fourth-order forward difference over a history of five points, as in the authors' package, which is
 * where our test vectors come from; the paper's text takes the last backward difference. A point is the mean of
 * {@code interval} steps. Until five points are there, weights are equal. They sum to 1, as in the paper.
 */
public final class SoftAdapt implements LossWeighting {
    private static final int HISTORY = 5;

    /** Forward difference of fourth order (Fornberg 1988, doi:10.1090/S0025-5718-1988-0935077-0). */
    private static final double[] DIFFERENCE = {-25. / 12, 4, -3, 4. / 3, -1. / 4};

    /** The authors' stability constant. */
    private static final double EPSILON = 1e-8;

    /** The three variants of the paper's section 3.1. */
    public enum Variant {
        ORIGINAL,
        /** Each weight is multiplied by the mean loss of its history before they are scaled to sum 1. */
        LOSS_WEIGHTED,
        /** Slopes are divided by the sum of their absolute values (the authors' package forgets "absolute"). */
        NORMALISED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final int tasks;
    private final Variant variant;
    private final double beta;
    private final int interval;
    private final double[][] history; // [point][task], oldest first
    private final double[] running;
    private int points;
    private int steps;

    /**
     * @param tasks how many
     * @param beta &gt; 0 favours the loss that falls slowest
     * @param interval steps a point
     */
    public SoftAdapt(int tasks, Variant variant, double beta, int interval) {
        if (interval < 1) throw new IllegalArgumentException("interval must be >= 1, found " + interval);
        this.tasks = tasks;
        this.variant = variant;
        this.beta = beta;
        this.interval = interval;
        this.history = new double[HISTORY][tasks];
        this.running = new double[tasks];
    }

    @Override
    public void observe(double[] losses) {
        if (losses.length != tasks)
            throw new IllegalArgumentException(losses.length + " losses for " + tasks + " tasks");
        for (int t = 0; t < tasks; t++) running[t] += losses[t];
        if (++steps < interval) return;
        if (points == HISTORY) {
            double[] oldest = history[0];
            System.arraycopy(history, 1, history, 0, HISTORY - 1);
            history[--points] = oldest;
        }
        for (int t = 0; t < tasks; t++) history[points][t] = running[t] / interval;
        points++;
        Arrays.fill(running, 0);
        steps = 0;
    }

    @Override
    public double[] weights() {
        double[] weights = new double[tasks];
        if (points < HISTORY) {
            Arrays.fill(weights, 1. / tasks);
            return weights;
        }
        double[] slope = slopes();
        double max = Arrays.stream(slope).max().orElseThrow();
        double sum = 0;
        for (int t = 0; t < tasks; t++) {
            weights[t] = Math.exp(beta * (slope[t] - max)) * (variant == Variant.LOSS_WEIGHTED ? meanLoss(t) : 1);
            sum += weights[t];
        }
        for (int t = 0; t < tasks; t++) weights[t] /= sum + EPSILON;
        return weights;
    }

    /** Slope of each loss over the history, per point, normalised if the variant says so. */
    double[] slopes() {
        double[] slope = new double[tasks];
        double total = 0;
        for (int t = 0; t < tasks; t++) {
            for (int p = 0; p < HISTORY; p++) slope[t] += DIFFERENCE[p] * history[p][t];
            total += Math.abs(slope[t]);
        }
        if (variant == Variant.NORMALISED) for (int t = 0; t < tasks; t++) slope[t] /= total + EPSILON;
        return slope;
    }

    private double meanLoss(int task) {
        double sum = 0;
        for (double[] point : history) sum += point[task];
        return sum / HISTORY;
    }

    @Override
    public double[] state() {
        double[] state = new double[2 + tasks * (HISTORY + 1)];
        state[0] = points;
        state[1] = steps;
        System.arraycopy(running, 0, state, 2, tasks);
        for (int p = 0; p < HISTORY; p++) System.arraycopy(history[p], 0, state, 2 + tasks * (p + 1), tasks);
        return state;
    }

    @Override
    public void restore(double[] state) {
        if (state.length != 2 + tasks * (HISTORY + 1))
            throw new IllegalArgumentException("SoftAdapt state of " + state.length + " numbers, " + tasks + " tasks");
        points = (int) state[0];
        steps = (int) state[1];
        System.arraycopy(state, 2, running, 0, tasks);
        for (int p = 0; p < HISTORY; p++) System.arraycopy(state, 2 + tasks * (p + 1), history[p], 0, tasks);
    }
}
