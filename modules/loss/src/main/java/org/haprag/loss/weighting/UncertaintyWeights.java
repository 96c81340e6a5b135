package org.haprag.loss.weighting;

/**
 * Homoscedastic uncertainty (Kendall et al., CVPR 2018, arXiv:1705.07115, eq. 7 and 10): L/s^2 + log s for classification,
 * L/(2 s^2) + log s for regression, with log s^2 learned by gradient descent, from 0. (Learnable
 * weights without the log term, such as sigmoid(w) L, would be minimised by w to minus infinity.)
 */
public final class UncertaintyWeights implements LossWeighting {
    private final boolean[] regression;
    private final double learningRate;
    private final double[] logVariance;

    /**
     * @param regression which tasks are squared distances
     * @param learningRate of log s^2
     */
    public UncertaintyWeights(boolean[] regression, double learningRate) {
        this.regression = regression.clone();
        this.learningRate = learningRate;
        this.logVariance = new double[regression.length];
    }

    @Override
    public void observe(double[] losses) {
        if (losses.length != logVariance.length)
            throw new IllegalArgumentException(losses.length + " losses for " + logVariance.length + " tasks");
        double[] weights = weights();
        // d/du (w(u) L + u/2) with u = log s^2 and w' = -w.
        for (int t = 0; t < losses.length; t++) logVariance[t] -= learningRate * (.5 - weights[t] * losses[t]);
    }

    @Override
    public double[] weights() {
        double[] weights = new double[logVariance.length];
        for (int t = 0; t < weights.length; t++) weights[t] = (regression[t] ? .5 : 1) * Math.exp(-logVariance[t]);
        return weights;
    }

    @Override
    public double offset() {
        double sum = 0;
        for (double u : logVariance) sum += u / 2;
        return sum;
    }

    @Override
    public double[] state() {
        return logVariance.clone();
    }

    @Override
    public void restore(double[] state) {
        if (state.length != logVariance.length)
            throw new IllegalArgumentException(state.length + " log variances for " + logVariance.length + " tasks");
        System.arraycopy(state, 0, logVariance, 0, state.length);
    }
}
