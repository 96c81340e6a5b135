package org.haprag.model;

/**
 * Functions of lanes ({@link Lanes}), accurate to some 5e-7. A large number added and taken away again rounds to the nearest
 * integer: the one way of rounding that Java 17 makes vector instructions of. One instance, with its working memory, serves one
 * thread.
 */
final class LaneMath {
    /** 1.5 * 2^23: floats of this size are integers. */
    private static final float ROUNDER = 12582912f;

    private static final float LOG2_E = (float) (1 / Math.log(2));

    /** ln 2 as a float of few digits, whose products with small integers are exact, and the rest. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    /** e to this is normal still; softmax needs no smaller weights. */
    private static final float LEAST_EXPONENT = -80;

    private static final float INVERSE_PI = (float) (1 / Math.PI);

    /** pi in three parts of few digits each. */
    private static final float PI_HIGH = 3.140625f;

    private static final float PI_MIDDLE = 9.67502593994140625e-4f;
    private static final float PI_LOW = (float) (Math.PI - PI_HIGH - PI_MIDDLE);

    private static final float ROOT_HALF = (float) Math.sqrt(0.5);

    /** Beyond, erf is 1 to the last digit. */
    private static final float ERF_BOUND = 4;

    private static final int MANTISSA = 0x007f_ffff;
    private static final int ROOT_HALF_BITS = Float.floatToRawIntBits(ROOT_HALF);
    private static final int EXPONENT_BIAS = 127;
    private static final int MANTISSA_BITS = 23;

    private final float[] first;
    private final float[] second;

    /** @param lanes at most */
    LaneMath(int lanes) {
        first = new float[lanes];
        second = new float[lanes];
    }

    /** y = e^y, for y of at most 80; below -80 as at -80. */
    void exp(float[] y, int n) {
        exponents(first, y, n);
        reduce(y, first, n);
        expNearZero(y, n);
        for (int i = 0; i < n; i++) {
            y[i] *= Float.intBitsToFloat(((int) first[i] + EXPONENT_BIAS) << MANTISSA_BITS);
        }
    }

    /** y = max(y, least), k = y / ln 2 as an integer. */
    private static void exponents(float[] k, float[] y, int n) {
        for (int i = 0; i < n; i++) y[i] = Math.max(LEAST_EXPONENT, y[i]);
        for (int i = 0; i < n; i++) k[i] = (y[i] * LOG2_E + ROUNDER) - ROUNDER;
    }

    private static void reduce(float[] y, float[] k, int n) {
        for (int i = 0; i < n; i++) y[i] = (y[i] - k[i] * LN2_HIGH) - k[i] * LN2_LOW;
    }

    /** The power series, for |y| up to (ln 2) / 2. */
    private static void expNearZero(float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float r = y[i];
            y[i] = 1 + r * (1 + r * (1 / 2f + r * (1 / 6f + r * (1 / 24f + r * (1 / 120f + r * (1 / 720f))))));
        }
    }

    /** y = sin y, for |y| up to some 25,000. */
    void sin(float[] y, int n) {
        halfTurns(first, y, n);
        signs(second, first, n);
        reduceByPi(y, first, n);
        Lanes.multiply(y, second, n);
        sinNearZero(y, n);
    }

    private static void halfTurns(float[] k, float[] y, int n) {
        for (int i = 0; i < n; i++) k[i] = (y[i] * INVERSE_PI + ROUNDER) - ROUNDER;
    }

    /** 1 where k is even, -1 where it is odd. */
    private static void signs(float[] sign, float[] k, int n) {
        for (int i = 0; i < n; i++) {
            float rest = k[i] * 0.5f - ((k[i] * 0.5f + ROUNDER) - ROUNDER);
            sign[i] = 1 - 8 * rest * rest;
        }
    }

    private static void reduceByPi(float[] y, float[] k, int n) {
        for (int i = 0; i < n; i++) y[i] = ((y[i] - k[i] * PI_HIGH) - k[i] * PI_MIDDLE) - k[i] * PI_LOW;
    }

    /** The power series, for |y| up to pi / 2. */
    private static void sinNearZero(float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float r = y[i];
            float s = r * r;
            float tail = -1 / 5040f + s * (1 / 362880f - s * (1 / 39916800f));
            y[i] = r + r * s * (-1 / 6f + s * (1 / 120f + s * tail));
        }
    }

    /** y = y (1 + erf(y / sqrt 2)) / 2, the exact form of GELU (Hendrycks and Gimpel 2016, arXiv 1606.08415). */
    void gelu(float[] y, int n) {
        for (int i = 0; i < n; i++) first[i] = Math.min(ERF_BOUND, y[i] * ROOT_HALF);
        for (int i = 0; i < n; i++) first[i] = Math.max(-ERF_BOUND, first[i]);
        erfDenominator(second, first, n);
        erfNumerator(first, n);
        for (int i = 0; i < n; i++) y[i] = 0.5f * y[i] * (1 + first[i] / second[i]);
    }

    // erf x = x N(x^2) / Q(x^2) on [-4, 4], fitted to a largest error of 2e-8 before rounding.

    private static void erfNumerator(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            float t = x[i] * x[i];
            float tail = 0.004003364846552068f + t * (0.0002880378673022323f + t * 1.97491719846186e-06f);
            x[i] *= 1.1283789765375702f + t * (0.19624204173718565f + t * (0.053466611181331884f + t * tail));
        }
    }

    private static void erfDenominator(float[] to, float[] x, int n) {
        for (int i = 0; i < n; i++) {
            float t = x[i] * x[i];
            float tail = 0.01544385361325973f + t * (0.0012162971503520382f + t * 3.7481585321527794e-05f);
            to[i] = 1 + t * (0.507246141324912f + t * (0.11647360561562953f + t * tail));
        }
    }

    /**
     * The natural logarithm of a positive normal float: the exponent from its bits, the mantissa's from the series of atanh
     * (Abramowitz and Stegun 1964, 4.1.27).
     */
    static float log(float x) {
        int bits = Float.floatToRawIntBits(x) - ROOT_HALF_BITS;
        int exponent = bits >> MANTISSA_BITS;
        float m = Float.intBitsToFloat((bits & MANTISSA) + ROOT_HALF_BITS); // in [sqrt(1/2), sqrt(2))
        float z = (m - 1) / (m + 1); // at most 0.172
        float s = z * z;
        float series = 1 + s * (1 / 3f + s * (1 / 5f + s * (1 / 7f + s * (1 / 9f))));
        return exponent * LN2_HIGH + (2 * z * series + exponent * LN2_LOW);
    }
}
