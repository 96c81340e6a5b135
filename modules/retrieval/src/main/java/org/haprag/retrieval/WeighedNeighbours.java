package org.haprag.retrieval;

import org.haprag.genotype.InputException;
import org.haprag.genotype.TypedHaplotypes;

/**
 * Neighbours of a target haplotype at a typed site that another search than the copying model's has found and weighed: what a
 * retriever outside this package makes its {@link RetrievedHaplotype}s of.
 *
 * @param haps k panel haplotypes, at most K, those with the largest weights first
 * @param weights (C, k) flattened; each scale's sum to 1
 */
public record WeighedNeighbours(int[] haps, float[] weights) {
    /** What a search has found. May be asked from several threads at once. */
    @FunctionalInterface
    public interface Found {
        /** None of the neighbours may be excluded for the target. */
        WeighedNeighbours at(int targetHap, int typed);
    }

    /** The query that answers with what a search has found for the targets. */
    public static Retriever.Query query(
            TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions, RetrievalConfig config, Found found) {
        for (int sample = 0; sample < targets.haplotypes().sampleCount(); sample++) {
            if (!targets.phaseKnown(sample)) throw unphased(config);
        }
        Anchors anchors = Anchors.everywhere(panel);
        float[] frequency = VisibleFrequency.ofAll(panel.panel());
        return new PhasedQuery(targets) {
            @Override
            public RetrievedHaplotype retrieve(int hap) {
                float[] visible = VisibleFrequency.of(
                        panel.panel(),
                        frequency,
                        exclusions,
                        targets.haplotypes().sampleOf(hap));
                NeighbourCollector collector =
                        new NeighbourCollector(panel, anchors, config, new TargetBits(targets, hap), visible);
                for (int t = panel.typedCount() - 1; t >= 0; t--) {
                    WeighedNeighbours there = found.at(hap, t);
                    collector.accept(t, there.haps(), there.weights(), there.haps().length);
                }
                return collector.finish();
            }
        };
    }

    private static InputException unphased(RetrievalConfig config) {
        return new InputException(
                "the targets",
                "retrieval by " + config.kind().key() + " cannot do without phase",
                "unphased heterozygotes",
                "phased targets, or retrieval by copying",
                "phase the targets first (imputer phase), or use the bundled model or --model none");
    }
}
