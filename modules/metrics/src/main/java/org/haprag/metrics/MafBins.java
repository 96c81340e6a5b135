package org.haprag.metrics;

import java.util.Locale;

/** The minor-allele-frequency bins by which everything is judged (docs/metrics.md). Bins are [lower, upper). */
public final class MafBins {
    /** Sites with a MAF below this are rare, the others common. */
    public static final double RARE = 0.05;

    private static final double[] EDGES = {0, .0005, .001, .002, .005, .01, .02, .05, .1, .2, .3, .4, .5};

    private MafBins() {}

    public static int count() {
        return EDGES.length - 1;
    }

    public static double lower(int bin) {
        return EDGES[bin];
    }

    public static double upper(int bin) {
        return EDGES[bin + 1];
    }

    /** The bin of a MAF in [0, .5]; .5 itself falls into the last bin. */
    public static int of(double maf) {
        if (!(maf >= 0 && maf <= .5)) throw new IllegalArgumentException("MAF must lie in [0, .5], found " + maf);
        int bin = 0;
        while (bin < count() - 1 && maf >= EDGES[bin + 1]) bin++;
        return bin;
    }

    /** Such as {@code 0.001-0.002}. */
    public static String label(int bin) {
        return String.format(Locale.ROOT, "%s-%s", trim(EDGES[bin]), trim(EDGES[bin + 1]));
    }

    private static String trim(double x) {
        return java.math.BigDecimal.valueOf(x).stripTrailingZeros().toPlainString();
    }
}
