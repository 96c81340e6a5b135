package org.haprag.retrieval;

/**
 * Arithmetic on stretches of float arrays, each loop so plain that the JIT turns it into vector instructions. Sums are
 * taken pairwise by halves: that vectorises (a running float sum does not) and loses less precision. One instance serves
 * one thread.
 */
final class FloatRows {
    private float[] halves = {};

    /** to = (from * stay + jump) * e. */
    static void forwardStep(
            float[] from, int fromAt, float[] to, int toAt, float[] e, int eAt, int n, float stay, float jump) {
        for (int j = 0; j < n; j++) to[toAt + j] = (from[fromAt + j] * stay + jump) * e[eAt + j];
    }

    /** to = a * b. */
    static void product(float[] a, int aAt, float[] b, int bAt, float[] to, int toAt, int n) {
        for (int j = 0; j < n; j++) to[toAt + j] = a[aAt + j] * b[bAt + j];
    }

    /** to = a * b * factor, the product of a and the factor first. */
    static void product(float[] a, int aAt, float[] b, int bAt, float[] to, int toAt, int n, float factor) {
        for (int j = 0; j < n; j++) to[toAt + j] = a[aAt + j] * factor * b[bAt + j];
    }

    /** a = a * factor + plus. */
    static void scaleAdd(float[] a, int at, int n, float factor, float plus) {
        for (int j = 0; j < n; j++) a[at + j] = a[at + j] * factor + plus;
    }

    /** to = a * factor. */
    static void scale(float[] a, int at, float[] to, int toAt, int n, float factor) {
        for (int j = 0; j < n; j++) to[toAt + j] = a[at + j] * factor;
    }

    float sum(float[] a, int at, int n) {
        if (n < 64) return plainSum(a, at, n);
        if (halves.length < n >> 1) halves = new float[n >> 1];
        int half = n >> 1;
        addHalves(a, at, at + half, halves, half);
        float odd = (n & 1) == 0 ? 0 : a[at + n - 1];
        int m = half;
        while (m >= 64) {
            half = m >> 1;
            if ((m & 1) != 0) odd += halves[m - 1];
            addHalves(halves, 0, half, halves, half);
            m = half;
        }
        return odd + plainSum(halves, 0, m);
    }

    private static void addHalves(float[] a, int lowAt, int highAt, float[] to, int n) {
        for (int j = 0; j < n; j++) to[j] = a[lowAt + j] + a[highAt + j];
    }

    private static float plainSum(float[] a, int at, int n) {
        float sum = 0;
        for (int j = 0; j < n; j++) sum += a[at + j];
        return sum;
    }

    /** {@code to[j] += a[at + j]} */
    static void add(float[] to, float[] a, int at, int n) {
        for (int j = 0; j < n; j++) to[j] += a[at + j];
    }
}
