package org.haprag.retrieval;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.haprag.genotype.TypedHaplotypes;

/** Neighbours by the copying posterior of {@link CopyingPosterior}: the default retriever. */
public final class CopyingRetriever implements Retriever {
    private final RetrievalConfig config;

    public CopyingRetriever(RetrievalConfig config) {
        this.config = config;
    }

    @Override
    public Prepared prepare(TypedPanel panel) {
        return new Search(panel, config);
    }

    /** One panel: its frequencies, and the working memory of posteriors that are not running, which go from target to target. */
    private static final class Search implements Prepared {
        private final TypedPanel panel;
        private final RetrievalConfig config;
        private final float[] frequency;
        private final Queue<CopyingPosterior> idle = new ConcurrentLinkedQueue<>();

        Search(TypedPanel panel, RetrievalConfig config) {
            this.panel = panel;
            this.config = config;
            this.frequency = VisibleFrequency.ofAll(panel.panel());
        }

        @Override
        public Query open(TypedHaplotypes targets, Exclusions exclusions) {
            if (targets.typedCount() != panel.typedCount()) {
                throw new IllegalArgumentException(
                        "panel has " + panel.typedCount() + " typed sites, targets " + targets.typedCount());
            }
            StateBlocks[] blocks = PbwtSelection.select(panel, config, targets, exclusions);
            return hap -> retrieve(hap, blocks[hap], targets, exclusions);
        }

        private RetrievedHaplotype retrieve(
                int hap, StateBlocks states, TypedHaplotypes targets, Exclusions exclusions) {
            int sample = targets.haplotypes().sampleOf(hap);
            float[] visible = VisibleFrequency.of(panel.panel(), frequency, exclusions, sample);
            int copyable = panel.panel().haplotypeCount()
                    - exclusions.haplotypeCount(sample, panel.panel().haplotypes());
            NeighbourCollector collector = new NeighbourCollector(panel, config, new TargetBits(targets, hap), visible);
            CopyingPosterior free = idle.poll();
            CopyingPosterior posterior = free == null ? new CopyingPosterior(panel, config) : free;
            posterior.run(targets.weights(hap), states, copyable, collector);
            idle.add(posterior);
            return collector.finish();
        }
    }
}
