package org.haprag.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Does the R2 that a file prints (R2 of Minimac4 and ours, DR2 of Beagle, INFO of others) deserve trust? By MAF bin, and by tenths of
 * what is claimed.
 *
 * <p>Every site with a claim takes part, also where the truth does not vary: leaving those out would select sites by the truth, keep
 * rare sites whose carriers happen to be among the samples, and make an honest file look as if it claimed too little. Sites have no
 * r2 of their own then, so they are pooled: dosages are centred at each site, so that differences in frequency do not pass for
 * accuracy, and claims are weighted by the variance that the file itself expects of the site's alleles. If dosages are honest,
 * both come to the same.
 */
public final class ClaimedR2 {
    /** Width of a step of the claimed R2 is 1 / STEPS. */
    public static final int STEPS = 10;

    private static final int FIELDS = 6;
    private static final int N = 0;
    private static final int EXPECTED = 1;
    private static final int CLAIMED = 2;
    private static final int XX = 3;
    private static final int YY = 4;
    private static final int XY = 5;

    private final double[] sums = new double[MafBins.count() * STEPS * FIELDS];

    /**
     * Claimed and true r2 of some sites.
     *
     * @param sites how many sites make a claim
     * @param claimed mean claimed R2, weighted by the variance that the file expects; NaN where it expects none
     * @param pooledR2 true r2 of the sites' centred dosages, pooled; NaN where the truth of none varies
     */
    public record Comparison(int sites, double claimed, double pooledR2) {
        /** Above 0 the file boasts. */
        public double claimedMinusTrue() {
            return claimed - pooledR2;
        }
    }

    /** Adds a site's claim; ignored where the file makes none (NaN) or no truth is known. */
    public void add(double maf, double claimed, SiteAccuracy site) {
        if (Double.isNaN(claimed) || site.pairs() == 0) return;
        int step = Math.max(0, Math.min(STEPS - 1, (int) (claimed * STEPS)));
        int at = (MafBins.of(maf) * STEPS + step) * FIELDS;
        double expected = site.expectedVariance();
        sums[at + N]++;
        sums[at + EXPECTED] += expected;
        sums[at + CLAIMED] += expected * claimed;
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
        double claimed = t[EXPECTED] > 0 ? t[CLAIMED] / t[EXPECTED] : Double.NaN;
        if (!(t[YY] > 0)) return new Comparison((int) t[N], claimed, Double.NaN);
        return new Comparison((int) t[N], claimed, t[XX] > 0 ? t[XY] * t[XY] / (t[XX] * t[YY]) : 0);
    }
}
