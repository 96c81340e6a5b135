package org.haprag.retrieval;

import java.util.Arrays;

/**
 * Arithmetic on the first {@code n} floats of arrays, and on square matrices that are arrays of rows. Every loop indexes all its
 * arrays by the bare loop variable: with an offset in it the JIT of Java 17 cannot tell reads from writes and makes no vector
 * instructions, which costs a factor of four.
 */
final class FloatVectors {
    private static final int TILE = 16;

    private FloatVectors() {}

    /** to += from. */
    static void add(float[] to, float[] from, int n) {
        for (int i = 0; i < n; i++) to[i] += from[i];
    }

    /** to += from * factor. */
    static void addScaled(float[] to, float[] from, float factor, int n) {
        for (int i = 0; i < n; i++) to[i] += from[i] * factor;
    }

    /** to += a * b. */
    static void addProduct(float[] to, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) to[i] += a[i] * b[i];
    }

    /** to = a * b. */
    static void product(float[] a, float[] b, float[] to, int n) {
        for (int i = 0; i < n; i++) to[i] = a[i] * b[i];
    }

    /** to = the larger of to and from. */
    static void max(float[] to, float[] from, int n) {
        for (int i = 0; i < n; i++) to[i] = Math.max(to[i], from[i]);
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

    /** Row sums and column sums of a (k, k) matrix; returns the total. */
    static double sums(float[][] m, int k, float[] row, float[] column) {
        Arrays.fill(column, 0, k, 0);
        double total = 0;
        for (int a = 0; a < k; a++) {
            add(column, m[a], k);
            row[a] = sum(m[a], k);
            total += row[a];
        }
        return total;
    }

    /** Means of rows and of columns, weighted by {@code w}, which sums to 1; returns the mean of all. */
    static double means(float[][] m, int k, float[] w, float[] row, float[] column) {
        Arrays.fill(column, 0, k, 0);
        double total = 0;
        for (int a = 0; a < k; a++) {
            addScaled(column, m[a], w[a], k);
            row[a] = dot(m[a], w, k);
            total += (double) row[a] * w[a];
        }
        return total;
    }

    /** m = m + its transpose. */
    static void addTranspose(float[][] m, int k) {
        for (int a0 = 0; a0 < k; a0 += TILE) {
            int a1 = Math.min(k, a0 + TILE);
            for (int b0 = a0; b0 < k; b0 += TILE) {
                int b1 = Math.min(k, b0 + TILE);
                for (int a = a0; a < a1; a++) {
                    float[] row = m[a];
                    for (int b = Math.max(a, b0); b < b1; b++) {
                        float sum = row[b] + m[b][a];
                        row[b] = sum;
                        m[b][a] = sum;
                    }
                }
            }
        }
    }

    /** to = the transpose of a (rows, columns) matrix. */
    static void transpose(float[][] m, int rows, int columns, float[][] to) {
        for (int a0 = 0; a0 < rows; a0 += TILE) {
            int a1 = Math.min(rows, a0 + TILE);
            for (int b0 = 0; b0 < columns; b0 += TILE) {
                int b1 = Math.min(columns, b0 + TILE);
                for (int b = b0; b < b1; b++) {
                    float[] row = to[b];
                    for (int a = a0; a < a1; a++) row[a] = m[a][b];
                }
            }
        }
    }

    /** to = w w'. */
    static void outer(float[] w, float[][] to) {
        for (int a = 0; a < w.length; a++) scale(w, w[a], to[a], w.length);
    }
}
