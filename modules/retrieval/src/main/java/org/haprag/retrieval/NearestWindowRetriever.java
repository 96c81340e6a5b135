package org.haprag.retrieval;

import org.haprag.genotype.Tokens;
import org.haprag.genotype.TypedHaplotypes;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The ancestor's retrieval, kept so that it can be measured: in each window of typed sites the K panel haplotypes with the
 * smallest squared L2 distance of their tokens, all distances of a window from one matrix product. Each mismatch costs a
 * neighbour the factor mismatch / (1 - mismatch), at every scale alike.
 */
public final class NearestWindowRetriever implements Retriever {
    private final RetrievalConfig config;

    public NearestWindowRetriever(RetrievalConfig config) {
        this.config = config;
    }

    @Override
    public Prepared prepare(TypedPanel panel) {
        float[] frequency = VisibleFrequency.ofAll(panel.panel());
        return (targets, exclusions) -> open(panel, frequency, targets, exclusions);
    }

    private Query open(TypedPanel panel, float[] frequency, TypedHaplotypes targets, Exclusions exclusions) {
        int typed = panel.typedCount();
        Neighbours[] ofTyped = WindowedSearch.ofTyped(
                typed, Neighbours[]::new, (from, to) -> search(panel, targets, exclusions, from, to));
        return hap -> {
            float[] visible = VisibleFrequency.of(panel.panel(), frequency, exclusions, hap >> 1);
            NeighbourCollector collector = new NeighbourCollector(panel, config, new TargetBits(targets, hap), visible);
            for (int t = 0; t < typed; t++) {
                int count = ofTyped[t].count(hap);
                int[] haps = new int[count];
                for (int i = 0; i < count; i++) haps[i] = ofTyped[t].panelHap(hap, i);
                collector.accept(t, haps, weights(ofTyped[t], hap, count), count);
            }
            return collector.finish();
        };
    }

    private Neighbours search(TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions, int from, int to) {
        float[][] reference = new float[panel.panel().haplotypeCount()][to - from];
        for (int h = 0; h < reference.length; h++) {
            for (int t = from; t < to; t++) {
                reference[h][t - from] = panel.byHaplotype().get(h, t) ? Tokens.ALT : Tokens.REF;
            }
        }
        float[][] queries = new float[targets.haplotypeCount()][to - from];
        for (int q = 0; q < queries.length; q++) {
            for (int t = from; t < to; t++) {
                byte allele = targets.allele(q, t);
                queries[q][t - from] = allele < 0 ? Tokens.MASK : allele > 0 ? Tokens.ALT : Tokens.REF;
            }
        }
        try (INDArray r = Nd4j.createFromArray(reference);
                INDArray q = Nd4j.createFromArray(queries);
                WindowTokenIndex index = new WindowTokenIndex(r)) {
            return index.nearest(q, config.neighbours(), (query, hap) -> exclusions.excludes(query >> 1, hap));
        }
    }

    /** (C, K) flattened: each scale's weights sum to 1. */
    private float[] weights(Neighbours found, int query, int k) {
        float[] out = new float[config.scaleCount() * k];
        double penalty = Math.log(config.mismatch() / (1 - config.mismatch()));
        double sum = 0;
        for (int i = 0; i < k; i++) sum += likelihood(found, query, i, penalty);
        for (int c = 0; c < config.scaleCount(); c++) {
            for (int i = 0; i < k; i++) out[c * k + i] = (float) (likelihood(found, query, i, penalty) / sum);
        }
        return out;
    }

    /** Relative to the nearest neighbour's. */
    private static double likelihood(Neighbours found, int query, int i, double penalty) {
        return Math.exp((found.squaredDistance(query, i) - found.squaredDistance(query, 0)) * penalty);
    }
}
