package org.haprag.retrieval;

import org.haprag.genotype.TypedHaplotypes;

/** Finds the panel haplotypes that explain a target. Implementations see observed alleles only. */
public interface Retriever {
    /**
     * Prepares a search for a set of targets; whatever can be shared between targets is done here.
     *
     * @param panel the panel at the typed sites of {@code targets}
     * @param targets haplotypes 2s and 2s+1 are target sample s
     * @param exclusions what each target sample must not see
     */
    Query open(TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions);

    /** A prepared search; may be used from several threads at once. */
    interface Query {
        RetrievedHaplotype retrieve(int targetHap);
    }
}
