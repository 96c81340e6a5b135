package org.haprag.io;

/** The INFO column of an imputed record. */
final class InfoColumn {
    private static final int DECIMALS = 4;

    /** Below this a frequency keeps three significant digits: in a large panel, 0.0000125 is not 0. */
    private static final double SMALL = 0.001;

    private static final int MOST_DECIMALS = 10;

    private InfoColumn() {}

    static String text(ImputedSite site) {
        int alts = site.site().alts().size();
        boolean longer =
                site.site().endBp() >= site.site().pos() + site.site().ref().length();
        StringBuilder out = new StringBuilder(longer ? "END=" + site.site().endBp() + ";AF=" : "AF=");
        for (int a = 0; a < alts; a++) out.append(a == 0 ? "" : ",").append(number(site.frequency(a)));
        out.append(";MAF=");
        for (int a = 0; a < alts; a++) {
            double af = site.frequency(a);
            out.append(a == 0 ? "" : ",").append(number(Math.min(af, 1 - af)));
        }
        site.r2().ifPresent(r2 -> out.append(";R2=").append(number(r2)));
        site.leftOut()
                .ifPresent(left -> left.r2().ifPresent(r2 -> out.append(";ER2=").append(number(r2))));
        return out.append(';').append(site.origin()).toString();
    }

    /** A value in [0, 1] with four decimals, or three digits if it is small; no trailing zeros. */
    static String number(double value) {
        if (!(value > -1e-6 && value < 1 + 1e-6)) throw new IllegalArgumentException("expected 0 to 1, found " + value);
        int decimals = DECIMALS;
        double units = 1e4;
        while (value < SMALL && value * units < 100 && decimals < MOST_DECIMALS) {
            units *= 10;
            decimals++;
        }
        long scaled = Math.round(Math.min(1, Math.max(0, value)) * units);
        if (scaled == 0) return "0";
        if (scaled == units) return "1";
        while (scaled % 10 == 0) {
            scaled /= 10;
            decimals--;
        }
        String text = Long.toString(scaled);
        return "0." + "0".repeat(decimals - text.length()) + text;
    }
}
