package org.haprag.vcf;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The INFO column of an imputed record. */
final class InfoColumn {
    private static final int DECIMALS = 4;

    private static final int UNITS = 10_000;

    /** Below this a frequency keeps three significant digits: in a large panel, 0.0000125 is not 0. */
    private static final double SMALL = 0.001;

    private InfoColumn() {}

    static String text(boolean typed, double[] af, double r2, double er2) {
        StringBuilder out = new StringBuilder("AF=");
        for (int i = 0; i < af.length; i++) out.append(i == 0 ? "" : ",").append(number(af[i]));
        out.append(";MAF=");
        for (int i = 0; i < af.length; i++) out.append(i == 0 ? "" : ",").append(number(Math.min(af[i], 1 - af[i])));
        if (!Double.isNaN(r2)) out.append(";R2=").append(number(r2));
        if (!Double.isNaN(er2)) out.append(";ER2=").append(number(er2));
        return out.append(typed ? ";TYPED" : ";IMPUTED").toString();
    }

    /** A value in [0, 1] with four decimals, or three digits if it is small; no trailing zeros. */
    static String number(double value) {
        if (!(value > -1e-6 && value < 1 + 1e-6)) throw new IllegalArgumentException("expected 0 to 1, found " + value);
        if (value < SMALL) return small(Math.max(0, value));
        int scaled = (int) Math.round(Math.min(1, value) * UNITS);
        if (scaled == UNITS) return "1";
        int digits = DECIMALS;
        while (scaled % 10 == 0) {
            scaled /= 10;
            digits--;
        }
        String text = Integer.toString(scaled);
        return "0." + "0".repeat(digits - text.length()) + text;
    }

    private static String small(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .round(new MathContext(3, RoundingMode.HALF_UP))
                .setScale(10, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
