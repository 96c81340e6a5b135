package org.haprag.model;

import java.util.Map;

/**
 * One pre-norm transformer encoder layer in plain loops and doubles, written from the papers (Vaswani et al. 2017, arXiv
 * 1706.03762, section 3; Xiong et al. 2020, arXiv 2002.04745, figure 1b; Ba et al. 2016, arXiv 1607.06450; Hendrycks and
 * Gimpel 2016, arXiv 1606.08415) and from nothing else: what {@link EncoderLayer} is compared with.
 */
final class ReferenceEncoderLayer {
    private final Map<String, float[]> weights;
    private final String name;
    private final int heads;

    ReferenceEncoderLayer(Map<String, float[]> weights, String name, int heads) {
        this.weights = weights;
        this.name = name;
        this.heads = heads;
    }

    /**
     * @param x (W, D)
     * @param valid (W)
     * @return (W, D)
     */
    double[][] apply(double[][] x, boolean[] valid) {
        double[][] attended = linear("attention.merge", attention(norm("attention.norm", x), valid));
        double[][] y = add(x, attended);
        double[][] wide = linear("feed.widen", norm("feed.norm", y));
        for (double[] row : wide) for (int i = 0; i < row.length; i++) row[i] = gelu(row[i]);
        return add(y, linear("feed.narrow", wide));
    }

    private double[][] attention(double[][] x, boolean[] valid) {
        double[][] q = linear("attention.query", x);
        double[][] k = linear("attention.key", x);
        double[][] v = linear("attention.value", x);
        int size = x[0].length / heads;
        double[][] out = new double[x.length][x[0].length];
        for (int a = 0; a < heads; a++) {
            for (int i = 0; i < x.length; i++) {
                double[] share = new double[x.length];
                double sum = 0;
                for (int j = 0; j < x.length; j++) {
                    double dot = 0;
                    for (int d = a * size; d < (a + 1) * size; d++) dot += q[i][d] * k[j][d];
                    share[j] = valid[j] ? Math.exp(dot / Math.sqrt(size)) : 0;
                    sum += share[j];
                }
                for (int j = 0; j < x.length; j++) {
                    for (int d = a * size; d < (a + 1) * size; d++) out[i][d] += share[j] / sum * v[j][d];
                }
            }
        }
        return out;
    }

    private double[][] linear(String layer, double[][] x) {
        float[] w = weights.get(name + "." + layer + ".weight");
        float[] b = weights.get(name + "." + layer + ".bias");
        double[][] out = new double[x.length][b.length];
        for (int i = 0; i < x.length; i++) {
            for (int o = 0; o < b.length; o++) {
                out[i][o] = b[o];
                for (int d = 0; d < x[i].length; d++) out[i][o] += w[o * x[i].length + d] * x[i][d];
            }
        }
        return out;
    }

    private double[][] norm(String layer, double[][] x) {
        return layerNorm(x, weights.get(name + "." + layer + ".scale"), weights.get(name + "." + layer + ".shift"));
    }

    static double[][] layerNorm(double[][] x, float[] scale, float[] shift) {
        double[][] out = new double[x.length][scale.length];
        for (int i = 0; i < x.length; i++) {
            double mean = 0;
            double variance = 0;
            for (double value : x[i]) mean += value / scale.length;
            for (double value : x[i]) variance += (value - mean) * (value - mean) / scale.length;
            for (int d = 0; d < scale.length; d++) {
                out[i][d] = (x[i][d] - mean) / Math.sqrt(variance + 1e-5) * scale[d] + shift[d];
            }
        }
        return out;
    }

    private static double[][] add(double[][] a, double[][] b) {
        double[][] out = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) for (int d = 0; d < out[i].length; d++) out[i][d] = a[i][d] + b[i][d];
        return out;
    }

    /** x P(N(0,1) <= x), the normal integral by Simpson's rule. */
    static double gelu(double x) {
        int steps = 400;
        double h = x / steps;
        double sum = density(0) + density(x);
        for (int i = 1; i < steps; i++) sum += (i % 2 == 0 ? 2 : 4) * density(i * h);
        return x * (0.5 + sum * h / 3);
    }

    private static double density(double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
