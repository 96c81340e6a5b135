package org.haprag.evaluation.input;

import java.util.List;

/** What imputed files say of a site in INFO, and under which names. */
public enum Claim {
    /** Estimated r2: Minimac4 and ours R2, Beagle DR2, IMPUTE5 and GLIMPSE2 INFO. */
    R2,
    /** Frequency of ALT among the targets. */
    AF,
    /** Frequency of the rarer allele among the targets. */
    MAF,
    /** Empirical r2 of a typed site, from leave-one-out dosages. */
    ER2;

    /** The INFO keys that carry this claim, in order of preference. */
    public List<String> keys() {
        return this == R2 ? List.of("R2", "DR2", "INFO") : List.of(name());
    }
}
