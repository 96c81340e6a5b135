package org.haprag.retrieval;

import org.haprag.genotype.Haplotypes;

/**
 * A {@link CopyingPrior} that is as some weights are to each other. A weight is worked out when it is first asked for, as few
 * panel haplotypes become states; what all of them sum to is taken from some samples of a large panel. One instance serves one thread
 * at a time.
 */
final class WeightedPrior implements CopyingPrior {
    /** Weights of panel haplotypes that a target may see: above 0, and 0 for the others. */
    interface Weights {
        float of(int haplotype);
    }

    private final Weights weights;
    private final float factor;

    /** (N) 0 where it is not known yet. */
    private final float[] known;

    /**
     * @param samples panel samples that stand for all that the target may see
     * @param copyable N, the number of panel haplotypes that the target may see
     */
    WeightedPrior(Weights weights, Haplotypes panel, int[] samples, int copyable) {
        this.weights = weights;
        double sum = 0;
        int summed = 0;
        for (int s : samples) {
            for (int h = panel.first(s); h < panel.end(s); h++) sum += weights.of(h);
            summed += panel.ploidy(s);
        }
        this.factor = (float) (summed / (sum * copyable));
        this.known = new float[panel.count()];
    }

    @Override
    public float of(int haplotype) {
        if (known[haplotype] == 0) known[haplotype] = weights.of(haplotype) * factor;
        return known[haplotype];
    }
}
