package org.haprag.loss.weighting;

/**
 * w_aux = max(floor, 1 - |cos(g_main, g_aux)|): agreeing and opposing tasks both weigh little. The opposite of what Du et al.
 * found ({@link GradientCosine}); here to be compared with it. {@code seed-cosine} in YAML.
 */
public final class InverseCosine implements GradientWeighting {
    private final boolean[] main;
    private final double floor;

    /**
     * Holds no state.
     *
     * @param main which tasks are main
     * @param floor least auxiliary weight
     */
    public InverseCosine(boolean[] main, double floor) {
        this.main = main.clone();
        this.floor = floor;
    }

    @Override
    public double[] weights(double[] losses, float[][] gradients) {
        float[] mainGradient = FlatGradients.sum(gradients, main);
        double[] weights = new double[main.length];
        for (int t = 0; t < weights.length; t++)
            weights[t] = main[t] ? 1 : Math.max(floor, 1 - Math.abs(FlatGradients.cosine(mainGradient, gradients[t])));
        return weights;
    }

    @Override
    public double[] state() {
        return new double[0];
    }

    @Override
    public void restore(double[] state) {
        if (state.length != 0) throw new IllegalArgumentException("seed-cosine has no state");
    }
}
