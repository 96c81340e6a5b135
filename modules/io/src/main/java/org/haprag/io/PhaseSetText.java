package org.haprag.io;

/** A phase set (PS) as text: a number by the standard, but some programs write a name. */
final class PhaseSetText {
    private PhaseSetText() {}

    /**
     * The number in {@code b[from, to)}, of up to nine digits; of other text its hash, below 0; 0 where there is none.
     */
    static int number(byte[] b, int from, int to) {
        if (from >= to || b[from] == '.') return 0;
        int number = 0;
        int hash = 0;
        boolean digits = to - from <= 9;
        for (int p = from; p < to; p++) {
            digits &= b[p] >= '0' && b[p] <= '9';
            number = 10 * number + (b[p] - '0');
            hash = 31 * hash + b[p];
        }
        return digits ? number : hash | Integer.MIN_VALUE;
    }
}
