package org.haprag.retrieval;

/**
 * The natural logarithm of a positive normal float, to 1e-5: the exponent from the float's bits, the mantissa's logarithm
 * from the series of atanh (Abramowitz and Stegun 1964, 4.1.27). Features are logarithms by the million, and need no more
 * digits than these.
 */
final class FloatLog {
    private static final float LN_2 = (float) Math.log(2);
    private static final int MANTISSA = 0x007f_ffff;
    private static final int SQRT_HALF = Float.floatToRawIntBits((float) Math.sqrt(0.5));

    private FloatLog() {}

    static float of(float x) {
        int bits = Float.floatToRawIntBits(x) - SQRT_HALF;
        int exponent = bits >> 23;
        float m = Float.intBitsToFloat((bits & MANTISSA) + SQRT_HALF); // in [sqrt(1/2), sqrt(2))
        float z = (m - 1) / (m + 1); // at most 0.172
        float z2 = z * z;
        return exponent * LN_2 + 2 * z * (1 + z2 * (1 / 3f + z2 * (1 / 5f + z2 / 7f)));
    }
}
