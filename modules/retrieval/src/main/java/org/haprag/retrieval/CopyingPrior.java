package org.haprag.retrieval;

/**
 * How likely a switch of the copying model goes to a panel haplotype, relative to the others that a target may see; 0 for what it must
 * not see.
 */
interface CopyingPrior {
    float of(int haplotype);

    /** All alike; it sums to 1. @param copyable panel haplotypes that the target may see */
    static CopyingPrior uniform(int copyable) {
        float each = 1f / copyable;
        return haplotype -> each;
    }
}
