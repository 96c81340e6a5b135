package org.haprag.retrieval;

/**
 * A {@link CopyingPrior} that is asked for the same haplotypes again and again: it is worked out where it is first asked for. One instance
 * serves one thread at a time.
 */
final class RememberedPrior implements CopyingPrior {
    private final CopyingPrior prior;

    /** (N) 0 where it is not known yet. */
    private final float[] known;

    /** @param haplotypes N, of the panel */
    RememberedPrior(CopyingPrior prior, int haplotypes) {
        this.prior = prior;
        this.known = new float[haplotypes];
    }

    @Override
    public float of(int haplotype) {
        if (known[haplotype] == 0) known[haplotype] = prior.of(haplotype);
        return known[haplotype];
    }
}
