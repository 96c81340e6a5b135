package org.haprag.imputation;

/**
 * One joint distribution of both haplotypes' alleles, so that HDS, DS and GP agree by construction: the product of the
 * haplotype distributions, reweighted so that its genotype classes have the gt head's probabilities.
 */
final class Joint {
    private static final double LEAST = 1e-12;

    private Joint() {}

    /**
     * P(ALT on both).
     *
     * @param covariance by how much it differs from the product of the two probabilities, where nothing bounds it
     */
    static float both(float p1, float p2, float covariance) {
        if (covariance == 0) return p1 * p2;
        return Math.max(Math.max(0, p1 + p2 - 1), Math.min(Math.min(p1, p2), p1 * p2 + covariance));
    }

    /**
     * @param p1 P(ALT) on haplotype 1, by its head
     * @param p2 on haplotype 2
     * @param covariance as of {@link #both}: what the two probabilities, and so the gt head, do not know of each other
     * @param gt logits of 0/0, 0/1, 1/1 from {@code at} on
     */
    static void write(float p1, float p2, float covariance, float[] gt, int at, int row, int target, Dosages out) {
        double largest = Math.max(gt[at], Math.max(gt[at + 1], gt[at + 2]));
        double none = Math.exp(gt[at] - largest);
        double one = Math.exp(gt[at + 1] - largest);
        double both = Math.exp(gt[at + 2] - largest);
        double total = none + one + both;
        double first = p1 * (1.0 - p2);
        double second = p2 * (1.0 - p1);
        double share = (first + LEAST) / (first + second + 2 * LEAST);
        double h1 = (both + one * share) / total;
        double h2 = (both + one * (1 - share)) / total;
        float joint = (float) (both / total);
        if (covariance != 0) {
            float most = (float) Math.min(h1, h2);
            float least = (float) Math.max(0, h1 + h2 - 1);
            joint = Math.max(least, Math.min(most, joint + covariance));
        }
        out.set(row, target, (float) h1, (float) h2, joint);
    }
}
