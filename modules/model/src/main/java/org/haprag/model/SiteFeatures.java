package org.haprag.model;

/**
 * What the site head is told of a predicted allele row beside probabilities, in this order: logit AF, log MAF, log cM to
 * the typed site on the left and on the right, how tightly its carriers cluster among the panel haplotypes that look alike
 * at the typed sites on the left and on the right. Where the sample's phase was not known, also: 1, the logit of what copying
 * says of the other haplotype, and how far the phase is in doubt here and around; 0 else. All brought near unit range here.
 */
public final class SiteFeatures {
    /** Features a row. */
    public static final int COUNT = 10;

    /** From this one on they are of phase. */
    static final int OF_PHASE = 6;

    private static final double LEAST_FREQUENCY = 1e-5;
    private static final double LEAST_CM = 1e-4;
    private static final double LEAST_COPYING = 1e-4;

    private SiteFeatures() {}

    /**
     * @param to COUNT values are written from {@code at} on
     * @param frequency ALT frequency in [0, 1]
     * @param leftCm distance to the typed site on the left
     * @param rightCm distance to the typed site on the right
     * @param leftClustering in [0, 1]
     * @param rightClustering in [0, 1]
     */
    static void write(
            float[] to,
            int at,
            double frequency,
            double leftCm,
            double rightCm,
            double leftClustering,
            double rightClustering) {
        double f = Math.min(1 - LEAST_FREQUENCY, Math.max(LEAST_FREQUENCY, frequency));
        to[at] = (float) (0.25 * Math.log(f / (1 - f)));
        to[at + 1] = (float) (0.5 * Math.log(Math.min(f, 1 - f)) + 1);
        to[at + 2] = (float) (0.5 * Math.log(Math.max(0, leftCm) + LEAST_CM) + 3);
        to[at + 3] = (float) (0.5 * Math.log(Math.max(0, rightCm) + LEAST_CM) + 3);
        to[at + 4] = (float) (2 * leftClustering - 1);
        to[at + 5] = (float) (2 * rightClustering - 1);
    }

    /**
     * Of a sample whose phase was not known.
     *
     * @param to the last four values are written, of the COUNT from {@code at} on
     * @param otherCopying P(ALT) on its other haplotype, by copying
     */
    static void writePhase(float[] to, int at, float otherCopying, float doubtHere, float doubtAround) {
        double p = Math.min(1 - LEAST_COPYING, Math.max(LEAST_COPYING, otherCopying));
        to[at + OF_PHASE] = 1;
        to[at + OF_PHASE + 1] = (float) (0.25 * Math.log(p / (1 - p)));
        to[at + OF_PHASE + 2] = 2 * doubtHere;
        to[at + OF_PHASE + 3] = 2 * doubtAround;
    }
}
