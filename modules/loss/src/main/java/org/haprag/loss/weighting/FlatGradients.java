package org.haprag.loss.weighting;

/** Inner products of flat gradients, accumulated in double. */
final class FlatGradients {
    private FlatGradients() {}

    static double dot(float[] a, float[] b) {
        if (a.length != b.length)
            throw new IllegalArgumentException("gradients of " + a.length + " and " + b.length + " numbers");
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    static double norm(float[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** Cosine of the angle; 0 if either gradient is 0. */
    static double cosine(float[] a, float[] b) {
        double norms = norm(a) * norm(b);
        return norms == 0 ? 0 : dot(a, b) / norms;
    }

    /** Sum of the rows that are chosen. */
    static float[] sum(float[][] gradients, boolean[] chosen) {
        if (gradients.length != chosen.length)
            throw new IllegalArgumentException(gradients.length + " gradients for " + chosen.length + " tasks");
        float[] sum = new float[gradients[0].length];
        for (int t = 0; t < gradients.length; t++)
            if (chosen[t]) for (int i = 0; i < sum.length; i++) sum[i] += gradients[t][i];
        return sum;
    }
}
