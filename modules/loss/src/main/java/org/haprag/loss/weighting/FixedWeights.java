package org.haprag.loss.weighting;

import java.util.Arrays;

/** Leaves the base weights alone. */
public final class FixedWeights implements LossWeighting {
    private final int tasks;

    public FixedWeights(int tasks) {
        this.tasks = tasks;
    }

    @Override
    public void observe(double[] losses) {
        if (losses.length != tasks)
            throw new IllegalArgumentException(losses.length + " losses for " + tasks + " tasks");
    }

    @Override
    public double[] weights() {
        double[] ones = new double[tasks];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public double[] state() {
        return new double[0];
    }

    @Override
    public void restore(double[] state) {
        if (state.length != 0) throw new IllegalArgumentException("fixed weights have no state");
    }
}
