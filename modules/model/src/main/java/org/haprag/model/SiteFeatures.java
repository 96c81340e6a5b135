package org.haprag.model;

/**
 * What the site head is told of a predicted allele row beside probabilities, in this order: logit AF, log MAF, log cM to
 * the typed site on the left and on the right, how tightly its carriers cluster among the panel haplotypes that look alike
 * at the typed sites on the left and on the right. All brought near unit range here.
 */
public final class SiteFeatures {
    /** Features a row. */
    public static final int COUNT = 6;

    private static final double LEAST_FREQUENCY = 1e-5;
    private static final double LEAST_CM = 1e-4;

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
}
