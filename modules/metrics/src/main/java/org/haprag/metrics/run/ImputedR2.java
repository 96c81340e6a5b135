package org.haprag.metrics.run;

import org.haprag.metrics.MafBins;
import org.haprag.metrics.MafStratum;

/** INFO R2 of imputed sites by MAF in the panel: its mean, and how many sites each threshold keeps. */
public final class ImputedR2 {
    private static final double[] THRESHOLDS = {.3, .5, .8};

    private final long[] sites = new long[MafBins.count()];
    private final double[] sum = new double[MafBins.count()];
    private final long[][] kept = new long[THRESHOLDS.length][MafBins.count()];

    /** @param maf in the panel @param r2 as printed in INFO */
    public void add(double maf, double r2) {
        int bin = MafBins.of(maf);
        sites[bin]++;
        sum[bin] += r2;
        for (int i = 0; i < THRESHOLDS.length; i++) if (r2 >= THRESHOLDS[i]) kept[i][bin]++;
    }

    public static int thresholdCount() {
        return THRESHOLDS.length;
    }

    /** .3, .5, .8. */
    public static double threshold(int i) {
        return THRESHOLDS[i];
    }

    public long sites(MafStratum stratum) {
        return total(sites, stratum);
    }

    /** Sites with at least the i-th threshold. */
    public long kept(MafStratum stratum, int i) {
        return total(kept[i], stratum);
    }

    /** NaN without sites. */
    public double mean(MafStratum stratum) {
        double total = 0;
        for (int bin = stratum.fromBin(); bin < stratum.toBin(); bin++) total += sum[bin];
        long n = sites(stratum);
        return n == 0 ? Double.NaN : total / n;
    }

    private static long total(long[] counts, MafStratum stratum) {
        long total = 0;
        for (int bin = stratum.fromBin(); bin < stratum.toBin(); bin++) total += counts[bin];
        return total;
    }
}
