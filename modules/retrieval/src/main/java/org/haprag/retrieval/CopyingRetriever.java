package org.haprag.retrieval;

import org.haprag.genotype.TypedHaplotypes;

/** Neighbours by the copying posterior of {@link CopyingPosterior}: the default retriever. */
public final class CopyingRetriever implements Retriever {
    private final RetrievalConfig config;

    public CopyingRetriever(RetrievalConfig config) {
        this.config = config;
    }

    @Override
    public Query open(TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions) {
        if (targets.typedCount() != panel.typedCount()) {
            throw new IllegalArgumentException(
                    "panel has " + panel.typedCount() + " typed sites, targets " + targets.typedCount());
        }
        StateBlocks[] blocks = PbwtSelection.select(panel, config, targets, exclusions);
        float[] frequency = VisibleFrequency.ofAll(panel.panel());
        ThreadLocal<CopyingPosterior> posterior = ThreadLocal.withInitial(() -> new CopyingPosterior(panel, config));
        return hap -> {
            int sample = targets.haplotypes().sampleOf(hap);
            float[] visible = VisibleFrequency.of(panel.panel(), frequency, exclusions, sample);
            int copyable = panel.panel().haplotypeCount()
                    - exclusions.haplotypeCount(sample, panel.panel().haplotypes());
            NeighbourCollector collector = new NeighbourCollector(panel, config, new TargetBits(targets, hap), visible);
            posterior.get().run(targets.weights(hap), blocks[hap], copyable, collector);
            return collector.finish();
        };
    }
}
