package org.haprag.io;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Probabilities and dosages as text with at most three decimals and no trailing zeros ("0", "0.013", "0.5", "1.25"),
 * from a table: up to seven characters, first lowest, and their number in the highest byte of a long.
 */
final class Thousandths {
    /** No text is longer than that of 1.999. */
    static final int MAX_CHARS = 5;

    private static final int LARGEST = 2;
    private static final float TOLERANCE = 0.0005f;
    private static final long[] TABLE = new long[1000 * LARGEST + 1];
    private static final int[] BITS = new int[TABLE.length];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            BigDecimal value = BigDecimal.valueOf(i, 3).stripTrailingZeros();
            byte[] text = value.toPlainString().getBytes(StandardCharsets.US_ASCII);
            long packed = (long) text.length << 56;
            for (int c = 0; c < text.length; c++) packed |= (long) text[c] << (8 * c);
            TABLE[i] = packed;
            BITS[i] = Float.floatToRawIntBits(value.floatValue());
        }
    }

    private Thousandths() {}

    /** The text of a value in [0, 2], halves rounded up. */
    static long packed(float value) {
        return TABLE[index(value)];
    }

    /** The bits of the float that is next to what the text of a value says. */
    static int bits(float value) {
        return BITS[index(value)];
    }

    private static int index(float value) {
        if (!(value > -TOLERANCE && value < LARGEST + TOLERANCE)) {
            throw new IllegalArgumentException("probability or dosage out of [0, 2]: " + value);
        }
        return Math.min(TABLE.length - 1, (int) (value * 1000f + 0.5f));
    }
}
