package org.haprag.retrieval;

/** The probability that a switch of the copying model goes to a panel haplotype. It sums to 1 over those that a target may see. */
interface CopyingPrior {
    float of(int haplotype);

    /** All alike. @param copyable panel haplotypes that the target may see */
    static CopyingPrior uniform(int copyable) {
        float each = 1f / copyable;
        return haplotype -> each;
    }
}
