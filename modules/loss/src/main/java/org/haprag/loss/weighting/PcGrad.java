package org.haprag.loss.weighting;

import java.util.SplittableRandom;
import org.haprag.genotype.RandomDraw;

/**
 * PCGrad (Yu et al., NeurIPS 2020, arXiv:2001.06782, algorithm 1): each task's gradient loses its component against every
 * other task's original gradient that it conflicts with, in random order; then all are summed.
 */
public final class PcGrad implements GradientSurgery {
    private long drawn;
    private final long seed;

    public PcGrad(long seed) {
        this.seed = seed;
    }

    @Override
    public float[] combine(float[][] gradients) {
        SplittableRandom random = new SplittableRandom(seed + drawn++);
        float[] sum = new float[gradients[0].length];
        for (int i = 0; i < gradients.length; i++) {
            float[] projected = gradients[i].clone();
            for (int j : RandomDraw.order(gradients.length, random)) if (j != i) project(projected, gradients[j]);
            for (int k = 0; k < sum.length; k++) sum[k] += projected[k];
        }
        return sum;
    }

    private static void project(float[] g, float[] other) {
        double dot = FlatGradients.dot(g, other);
        double square = FlatGradients.dot(other, other);
        if (dot >= 0 || square == 0) return;
        double scale = dot / square;
        for (int k = 0; k < g.length; k++) g[k] -= (float) (scale * other[k]);
    }

    @Override
    public double[] state() {
        return new double[] {drawn};
    }

    @Override
    public void restore(double[] state) {
        if (state.length != 1) throw new IllegalArgumentException("PCGrad state of " + state.length + " numbers");
        drawn = (long) state[0];
    }
}
