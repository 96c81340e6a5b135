package org.haprag.evaluation.report;

/** Numbers as text, the same in every locale. */
public final class Decimals {
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private Decimals() {}

    /** Appends up to {@code digits} decimals without trailing zeros, {@code NA} for NaN; made for long tables. */
    static StringBuilder append(StringBuilder out, double x, int digits) {
        if (Double.isNaN(x)) return out.append("NA");
        if (Math.abs(x) > 1e9) return out.append(x);
        long scaled = Math.round(Math.abs(x) * POWERS[digits]);
        if (x < 0 && scaled != 0) out.append('-');
        out.append(scaled / POWERS[digits]);
        long rest = scaled % POWERS[digits];
        if (rest == 0) return out;
        out.append('.');
        for (int d = digits - 1; rest != 0; d--) {
            out.append((char) ('0' + rest / POWERS[d]));
            rest %= POWERS[d];
        }
        return out;
    }

    /** Six decimals at most, {@code NA} for NaN: a cell of a TSV. */
    public static String cell(double x) {
        return append(new StringBuilder(), x, 6).toString();
    }

    /** A fixed number of decimals, {@code -} for NaN: for people. */
    public static String fixed(double x, int digits) {
        if (Double.isNaN(x)) return "-";
        if (Math.abs(x) > 1e9) return Double.toString(x);
        long scaled = Math.round(Math.abs(x) * POWERS[digits]);
        StringBuilder out = new StringBuilder(x < 0 && scaled != 0 ? "-" : "").append(scaled / POWERS[digits]);
        if (digits == 0) return out.toString();
        String rest = Long.toString(scaled % POWERS[digits]);
        return out.append('.')
                .append("0".repeat(digits - rest.length()))
                .append(rest)
                .toString();
    }

    /** With a comma between thousands. */
    public static String count(long n) {
        StringBuilder out = new StringBuilder(Long.toString(n));
        for (int i = out.length() - 3; i > (n < 0 ? 1 : 0); i -= 3) out.insert(i, ',');
        return out.toString();
    }
}
