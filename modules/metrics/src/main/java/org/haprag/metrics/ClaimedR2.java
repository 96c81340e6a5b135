package org.haprag.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Does the R2 that a file prints (R2 of Minimac4 and ours, DR2 of Beagle, INFO of others) deserve trust? Two views of the
 * same sites: the mean of claimed minus true by MAF bin, and the true r2 of all sites whose claim is about the same.
 *
 * <p>A site whose truth does not vary has no true r2 and is left out of both. For the second view the dosages are
 * centred at each site before they are pooled, so that differences in allele frequency do not pass for accuracy.
 */
public final class ClaimedR2 {
    /** Width of a step of the claimed R2 is 1 / STEPS. */
    public static final int STEPS = 10;

    private static final int FIELDS = 6;
    private static final int N = 0;
    private static final int CLAIMED = 1;
    private static final int TRUE = 2;
    private static final int XX = 3;
    private static final int YY = 4;
    private static final int XY = 5;

    private final double[] sums = new double[MafBins.count() * STEPS * FIELDS];

    /**
     * Claimed and true r2 of some sites.
     *
     * @param sites how many sites make a claim and have a true r2
     * @param claimed mean claimed R2
     * @param siteR2 mean of the sites' true r2
     * @param pooledR2 true r2 of the sites' centred dosages, pooled
     */
    public record Comparison(int sites, double claimed, double siteR2, double pooledR2) {
        /** Mean of claimed minus true; above 0 the file boasts. */
        public double claimedMinusTrue() {
            return claimed - siteR2;
        }
    }

    /** Adds a site's claim; ignored where the file makes none (NaN) or the truth does not vary. */
    public void add(double maf, double claimed, SiteAccuracy site) {
        double r2 = site.r2();
        if (Double.isNaN(claimed) || Double.isNaN(r2)) return;
        int step = Math.max(0, Math.min(STEPS - 1, (int) (claimed * STEPS)));
        int at = (MafBins.of(maf) * STEPS + step) * FIELDS;
        sums[at + N]++;
        sums[at + CLAIMED] += claimed;
        sums[at + TRUE] += r2;
        sums[at + XX] += site.centredXx();
        sums[at + YY] += site.centredYy();
        sums[at + XY] += site.centredXy();
    }

    /** All claims of a stratum. */
    public Comparison of(MafStratum stratum) {
        return compare(stratum, 0, STEPS);
    }

    /** The claims of a stratum, step by step from low to high. */
    public List<Comparison> steps(MafStratum stratum) {
        List<Comparison> list = new ArrayList<>(STEPS);
        for (int step = 0; step < STEPS; step++) list.add(compare(stratum, step, step + 1));
        return list;
    }

    private Comparison compare(MafStratum stratum, int fromStep, int toStep) {
        double[] t = new double[FIELDS];
        for (int bin = stratum.fromBin(); bin < stratum.toBin(); bin++) {
            for (int step = fromStep; step < toStep; step++) {
                for (int f = 0; f < FIELDS; f++) t[f] += sums[(bin * STEPS + step) * FIELDS + f];
            }
        }
        if (t[N] == 0) return new Comparison(0, Double.NaN, Double.NaN, Double.NaN);
        double pooled = t[XX] > 0 && t[YY] > 0 ? t[XY] * t[XY] / (t[XX] * t[YY]) : 0;
        return new Comparison((int) t[N], t[CLAIMED] / t[N], t[TRUE] / t[N], pooled);
    }
}
