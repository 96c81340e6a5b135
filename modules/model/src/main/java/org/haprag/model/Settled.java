package org.haprag.model;

/**
 * Allele rows that the copying model has settled for a haplotype: every scale gives the ALT nearly no or nearly all weight.
 * They keep what copying says and are not put to the network: a third of the rows at GSA density and a ninth at Omni2.5's are open
 * on one haplotype or both.
 */
public final class Settled {
    /** Nearer than this to 0 or 1 at every scale is settled. At GSA density 2 % of the squared error lies there. */
    public static final float MARGIN = 1e-3f;

    private Settled() {}

    /** @param copying (R, C) */
    public static boolean at(float[] copying, int row, int scales) {
        int from = row * scales;
        int to = from + scales;
        if (copying[from] < MARGIN) {
            for (int c = from + 1; c < to; c++) if (!(copying[c] < MARGIN)) return false;
            return true;
        }
        for (int c = from; c < to; c++) if (!(copying[c] > 1 - MARGIN)) return false;
        return true;
    }

    /** P(ALT) of a settled row: the mean over the scales, in [0, 1]. */
    public static float probability(float[] copying, int row, int scales) {
        float sum = 0;
        for (int c = row * scales; c < (row + 1) * scales; c++) sum += copying[c];
        return Math.min(1, Math.max(0, sum / scales));
    }

    /** The log odds of {@link #probability}, squeezed as the network squeezes what it is given. */
    public static float logOdds(float[] copying, int row, int scales) {
        double p = probability(copying, row, scales) * (1 - 2 * HapRagNetwork.LEAST_PROBABILITY);
        return (float) Math.log((p + HapRagNetwork.LEAST_PROBABILITY) / (1 - p - HapRagNetwork.LEAST_PROBABILITY));
    }
}
