package org.haprag.retrieval;

import org.haprag.genotype.TypedHaplotypes;

/** Finds the panel haplotypes that explain a target. Implementations see observed alleles only. */
public interface Retriever {
    /** Does what depends on the panel and the typed sites alone, once for any number of batches of targets. */
    Prepared prepare(TypedPanel panel);

    /**
     * {@link #prepare}, then {@link Prepared#open}, for a panel that is asked for one batch of targets only.
     *
     * @param panel the panel at the typed sites of {@code targets}
     */
    default Query open(TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions) {
        return prepare(panel).open(targets, exclusions);
    }

    /** A panel that is ready to be searched; may be used from several threads at once. */
    interface Prepared {
        /**
         * Begins a search for a batch of targets; what can be shared between them is done here.
         *
         * @param targets what was observed of them
         * @param exclusions what each target sample must not see
         */
        Query open(TypedHaplotypes targets, Exclusions exclusions);
    }

    /** A search that has begun; may be used from several threads at once. */
    interface Query {
        /** What is found for one haplotype of a sample whose phase is known. */
        RetrievedHaplotype retrieve(int targetHap);

        /** What is found for a sample, whether its phase is known or not. */
        default RetrievedSample retrieveSample(int targetSample) {
            return retrieveSample(targetSample, true);
        }

        /** As above. @param covariance whether {@link RetrievedSample#covariance} is asked for, which takes time */
        RetrievedSample retrieveSample(int targetSample, boolean covariance);
    }
}
