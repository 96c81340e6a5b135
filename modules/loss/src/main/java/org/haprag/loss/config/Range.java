package org.haprag.loss.config;

/**
 * The numbers that a setting may have. Infinite ones never belong to it.
 *
 * @param includesLow whether {@code low} belongs to it
 * @param includesHigh whether {@code high} belongs to it
 */
record Range(double low, boolean includesLow, double high, boolean includesHigh) {
    /** Every finite number. */
    static final Range FINITE = closed(-Double.MAX_VALUE, Double.MAX_VALUE);

    /** From 0 on. */
    static final Range NOT_NEGATIVE = atLeast(0);

    /** From above 0 on. */
    static final Range POSITIVE = new Range(0, false, Double.MAX_VALUE, true);

    /** Between 0 and 1. */
    static final Range INSIDE_0_1 = new Range(0, false, 1, false);

    static Range closed(double low, double high) {
        return new Range(low, true, high, true);
    }

    static Range atLeast(double low) {
        return closed(low, Double.MAX_VALUE);
    }

    /** From above 0 to {@code high}. */
    static Range positiveTo(double high) {
        return new Range(0, false, high, true);
    }

    boolean contains(double x) {
        boolean lowOk = includesLow ? x >= low : x > low;
        boolean highOk = includesHigh ? x <= high : x < high;
        return lowOk && highOk && Double.isFinite(x);
    }

    /** Refuses a value that the program itself made. */
    void require(String name, double x) {
        if (!contains(x)) throw new IllegalArgumentException(name + " must be " + this + ", found " + x);
    }

    /** In words. */
    @Override
    public String toString() {
        String top = high < Double.MAX_VALUE ? String.valueOf(high) : "any finite number";
        return "a number from " + low + (includesLow ? "" : " (excluded)") + " to " + top
                + (includesHigh ? "" : " (excluded)");
    }
}
