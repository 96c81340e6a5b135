package org.haprag.retrieval;

/**
 * Arithmetic on the first {@code n} floats of arrays. Every loop indexes all its
 * arrays by the bare loop variable: with an offset in it the JIT of Java 17 cannot tell reads from writes and makes no vector
 * instructions, which costs a factor of four.
 */
final class FloatVectors {
    private FloatVectors() {}

    /** to += from. */
    static void add(float[] to, float[] from, int n) {
        for (int i = 0; i < n; i++) to[i] += from[i];
    }

    /** to += from * factor. */
    static void addScaled(float[] to, float[] from, float factor, int n) {
        for (int i = 0; i < n; i++) to[i] += from[i] * factor;
    }

    /** to = to * factor + a * other. */
    static void scaleAndAdd(float[] to, float factor, float[] a, float other, int n) {
        for (int i = 0; i < n; i++) to[i] = to[i] * factor + a[i] * other;
    }

    /** to = to * factor + added. */
    static void scaleAndAdd(float[] to, float factor, float added, int n) {
        for (int i = 0; i < n; i++) to[i] = to[i] * factor + added;
    }

    /** to = a * b. */
    static void product(float[] a, float[] b, float[] to, int n) {
        for (int i = 0; i < n; i++) to[i] = a[i] * b[i];
    }

    /** to = a * factor. */
    static void scale(float[] a, float factor, float[] to, int n) {
        for (int i = 0; i < n; i++) to[i] = a[i] * factor;
    }

    /** Eight sums side by side, so that additions do not wait for each other. */
    static float sum(float[] a, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = 0;
        for (int end = n & ~7; i < end; i += 8) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
            s4 += a[i + 4];
            s5 += a[i + 5];
            s6 += a[i + 6];
            s7 += a[i + 7];
        }
        float rest = 0;
        for (; i < n; i++) rest += a[i];
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7)) + rest;
    }

    /** The sum of a * b, as {@link #sum}. */
    static float dot(float[] a, float[] b, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = 0;
        for (int end = n & ~7; i < end; i += 8) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        float rest = 0;
        for (; i < n; i++) rest += a[i] * b[i];
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7)) + rest;
    }
}
