package org.haprag.retrieval.baseline;

import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Tokens;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;
import org.haprag.retrieval.WeighedNeighbours;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The retrieval of the snvbert baseline: in each search window the K panel haplotypes with the smallest squared L2 distance of
 * their tokens, all distances of a window from one matrix product. The weights are those of {@link SearchWindows}.
 */
public final class NearestWindowRetriever implements Retriever {
    private final RetrievalConfig config;

    public NearestWindowRetriever(RetrievalConfig config) {
        this.config = config;
    }

    @Override
    public Prepared prepare(TypedPanel panel) {
        return (targets, exclusions) -> SearchWindows.query(
                panel, targets, exclusions, config, (from, to) -> search(panel, targets, exclusions, from, to));
    }

    private WeighedNeighbours[] search(
            TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions, int from, int to) {
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
            Haplotypes ofTargets = targets.haplotypes();
            Haplotypes ofPanel = panel.panel().haplotypes();
            WindowTokenIndex.Exclusion exclusion =
                    (query, hap) -> exclusions.excludes(ofTargets.sampleOf(query), ofPanel, hap);
            return weighed(index.nearest(q, config.neighbours(), exclusion), queries.length);
        }
    }

    /** Tokens are REF and ALT, 0 and 1, so that a squared distance counts mismatches. */
    private WeighedNeighbours[] weighed(Neighbours found, int queries) {
        WeighedNeighbours[] out = new WeighedNeighbours[queries];
        for (int q = 0; q < queries; q++) {
            int[] haps = new int[found.count(q)];
            int[] mismatches = new int[haps.length];
            for (int i = 0; i < haps.length; i++) {
                haps[i] = found.panelHap(q, i);
                mismatches[i] = (int) found.squaredDistance(q, i);
            }
            out[q] = SearchWindows.weigh(config, haps, mismatches);
        }
        return out;
    }
}
