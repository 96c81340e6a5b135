package org.haprag.imputation;

/**
 * One joint distribution of both haplotypes' alleles, so that HDS, DS and GP agree by construction: the product of the
 * haplotype distributions, reweighted so that its genotype classes have the gt head's probabilities.
 */
final class Joint {
    private static final double LEAST = 1e-12;

    private Joint() {}

    /**
     * @param p1 P(ALT) on haplotype 1, by its head
     * @param p2 on haplotype 2
     * @param gt logits of 0/0, 0/1, 1/1, 1/2 from {@code at} on; the last belongs to another ALT and is left out here
     */
    static void write(float p1, float p2, float[] gt, int at, int row, int target, Dosages out) {
        double most = Math.max(gt[at], Math.max(gt[at + 1], gt[at + 2]));
        double none = Math.exp(gt[at] - most);
        double one = Math.exp(gt[at + 1] - most);
        double both = Math.exp(gt[at + 2] - most);
        double total = none + one + both;
        double first = p1 * (1.0 - p2);
        double second = p2 * (1.0 - p1);
        double share = (first + LEAST) / (first + second + 2 * LEAST);
        double h1 = (both + one * share) / total;
        double h2 = (both + one * (1 - share)) / total;
        out.set(row, target, (float) h1, (float) h2, (float) (both / total));
    }
}
