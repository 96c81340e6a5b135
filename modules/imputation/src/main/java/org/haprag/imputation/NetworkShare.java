package org.haprag.imputation;

import org.haprag.genotype.TypedHaplotypes;

/**
 * Which share of what the network adds to copying counts: 1 takes the network's probabilities, 0 the copying model's.
 *
 * @param phased of samples whose phase is known
 * @param unphased of the others
 */
record NetworkShare(float phased, float unphased) {
    static final NetworkShare WHOLE = new NetworkShare(1, 1);

    /** Whether the network does not count for any sample. */
    boolean isNothing() {
        return phased == 0 && unphased == 0;
    }

    float of(TypedHaplotypes targets, int sample) {
        return targets.phaseKnown(sample) ? phased : unphased;
    }
}
