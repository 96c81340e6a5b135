package org.haprag.retrieval;

import java.util.stream.IntStream;
import org.haprag.genotype.TypedHaplotypes;

/** A search for targets whose phase is known: a sample is its haplotypes, each by itself. */
abstract class PhasedQuery implements Retriever.Query {
    private final TypedHaplotypes targets;

    PhasedQuery(TypedHaplotypes targets) {
        this.targets = targets;
    }

    @Override
    public RetrievedSample retrieveSample(int sample, boolean covariance) {
        int from = targets.haplotypes().first(sample);
        int to = targets.haplotypes().end(sample);
        return RetrievedSample.phased(
                IntStream.range(from, to).mapToObj(this::retrieve).toList(), targets.samples(sample, sample + 1));
    }
}
