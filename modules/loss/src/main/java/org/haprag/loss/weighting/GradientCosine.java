package org.haprag.loss.weighting;

/**
 * Gradient cosine similarity (Du et al., arXiv:1812.02224, eq. 4): g = g_main + S max(0, cos(g_main, g_aux)) g_aux. An
 * auxiliary task counts as far as it points the main tasks' way, and not at all against it. Main is hap1 + hap2.
 */
public final class GradientCosine implements GradientWeighting {
    private final boolean[] main;

    /**
     * Holds no state.
     *
     * @param main which tasks are main; at least one
     */
    public GradientCosine(boolean[] main) {
        this.main = main.clone();
    }

    @Override
    public double[] weights(double[] losses, float[][] gradients) {
        float[] mainGradient = FlatGradients.sum(gradients, main);
        double[] weights = new double[main.length];
        for (int t = 0; t < weights.length; t++)
            weights[t] = main[t] ? 1 : Math.max(0, FlatGradients.cosine(mainGradient, gradients[t]));
        return weights;
    }

    @Override
    public double[] state() {
        return new double[0];
    }

    @Override
    public void restore(double[] state) {
        if (state.length != 0) throw new IllegalArgumentException("gradient-cosine has no state");
    }
}
