package org.haprag.retrieval;

import org.haprag.genotype.TypedHaplotypes;

/** Retrieval for one sample in one call. */
final class RetrievalConfigs {
    private RetrievalConfigs() {}

    static RetrievedSample retrieve(TypedPanel panel, RetrievalConfig config, TypedHaplotypes sample) {
        return config.retriever().open(panel, sample, Exclusions.none(1)).retrieveSample(0);
    }
}
