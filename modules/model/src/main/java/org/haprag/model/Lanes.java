package org.haprag.model;

/**
 * Arithmetic on the first {@code n} floats of arrays, a float for each token, anchor or prediction of a block: a <em>lane</em>.
 * The kernel keeps one array a feature, so that every loop runs over lanes. Java 17's JIT makes vector instructions of a loop
 * that indexes all its arrays by the bare loop variable, has no sum over lanes, and is small: four products are, eight are not
 * (measured: .04 and .18 ns a multiply-add). So longer formulas are several loops over a block that is in cache.
 */
final class Lanes {
    /** Inputs that {@link #add4} takes at once. */
    static final int TOGETHER = 4;

    private Lanes() {}

    /** (features, lanes) of 0. */
    static float[][] of(int features, int lanes) {
        return new float[features][lanes];
    }

    /** y = value. */
    static void fill(float[] y, float value, int n) {
        for (int i = 0; i < n; i++) y[i] = value;
    }

    /** y = x. */
    static void copy(float[] y, float[] x, int n) {
        System.arraycopy(x, 0, y, 0, n);
    }

    /** y += x. */
    static void add(float[] y, float[] x, int n) {
        for (int i = 0; i < n; i++) y[i] += x[i];
    }

    /** y -= x. */
    static void subtract(float[] y, float[] x, int n) {
        for (int i = 0; i < n; i++) y[i] -= x[i];
    }

    /** y *= x. */
    static void multiply(float[] y, float[] x, int n) {
        for (int i = 0; i < n; i++) y[i] *= x[i];
    }

    /** y /= divisor. A mean of probabilities is found so: near 1 the last digit moves its log odds by a thousandth. */
    static void divide(float[] y, float divisor, int n) {
        for (int i = 0; i < n; i++) y[i] /= divisor;
    }

    /** y = scale * y + shift. */
    static void affine(float[] y, float scale, float shift, int n) {
        for (int i = 0; i < n; i++) y[i] = scale * y[i] + shift;
    }

    /** y += a * x. */
    static void addScaled(float[] y, float a, float[] x, int n) {
        for (int i = 0; i < n; i++) y[i] += a * x[i];
    }

    /** y += u * v. */
    static void addProduct(float[] y, float[] u, float[] v, int n) {
        for (int i = 0; i < n; i++) y[i] += u[i] * v[i];
    }

    /** y = start + a * p + b * q + c * r + d * s. */
    static void start4(
            float[] y,
            float start,
            float a,
            float b,
            float c,
            float d,
            float[] p,
            float[] q,
            float[] r,
            float[] s,
            int n) {
        for (int i = 0; i < n; i++) y[i] = start + a * p[i] + b * q[i] + c * r[i] + d * s[i];
    }

    /** y += a * p + b * q + c * r + d * s. */
    static void add4(float[] y, float a, float b, float c, float d, float[] p, float[] q, float[] r, float[] s, int n) {
        for (int i = 0; i < n; i++) y[i] += a * p[i] + b * q[i] + c * r[i] + d * s[i];
    }

    /** y = max(y, x). */
    static void max(float[] y, float[] x, int n) {
        for (int i = 0; i < n; i++) y[i] = Math.max(y[i], x[i]);
    }

    /** y = max(0, y). */
    static void relu(float[] y, int n) {
        for (int i = 0; i < n; i++) y[i] = Math.max(0, y[i]);
    }

    /** y = max(0, y + x). */
    static void addRelu(float[] y, float[] x, int n) {
        for (int i = 0; i < n; i++) y[i] = Math.max(0, y[i] + x[i]);
    }

    // The same for every feature.

    static void fill(float[][] y, float value, int n) {
        for (float[] feature : y) fill(feature, value, n);
    }

    static void add(float[][] y, float[][] x, int n) {
        for (int f = 0; f < y.length; f++) add(y[f], x[f], n);
    }

    static void affine(float[][] y, float scale, float shift, int n) {
        for (float[] feature : y) affine(feature, scale, shift, n);
    }

    static void relu(float[][] y, int n) {
        for (float[] feature : y) relu(feature, n);
    }

    static void addRelu(float[][] y, float[][] x, int n) {
        for (int f = 0; f < y.length; f++) addRelu(y[f], x[f], n);
    }

    /** y = 1 / y. */
    static void reciprocal(float[] y, int n) {
        for (int i = 0; i < n; i++) y[i] = 1 / y[i];
    }

    /** y = 1 / sqrt(scale * y + shift). */
    static void reciprocalRoot(float[] y, float scale, float shift, int n) {
        for (int i = 0; i < n; i++) y[i] = 1 / (float) Math.sqrt(scale * y[i] + shift);
    }

    /** y = x - middle. */
    static void centre(float[] y, float[] x, float[] middle, int n) {
        for (int i = 0; i < n; i++) y[i] = x[i] - middle[i];
    }

    /** The lanes of {@code x} that {@code index} names, in its order. */
    static void gather(float[] y, float[] x, int[] index, int n) {
        for (int i = 0; i < n; i++) y[i] = x[index[i]];
    }
}
