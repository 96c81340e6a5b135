package org.haprag.retrieval.baseline;

import java.util.Arrays;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;
import org.haprag.retrieval.WeighedNeighbours;

/**
 * Stretches of {@link #LENGTH} typed sites, each overlapping the next by half, that are searched one by one. What is found in
 * one is found for the typed sites of its inner half. Each mismatch within the stretch costs a neighbour the factor
 * mismatch / (1 - mismatch), at every scale alike.
 */
final class SearchWindows {
    /** Typed sites of a search window; as alleles, they fit into a long. */
    static final int LENGTH = 32;

    private SearchWindows() {}

    /** Searches the typed sites [from, to). */
    interface Search {
        /** The neighbours of each target haplotype. */
        WeighedNeighbours[] nearest(int from, int to);
    }

    /** Searches all windows, then answers with what was found. */
    static Retriever.Query query(
            TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions, RetrievalConfig config, Search search) {
        int typed = panel.typedCount();
        WeighedNeighbours[][] ofTyped = new WeighedNeighbours[typed][];
        for (int inner = 0; inner < typed; inner += LENGTH / 2) {
            int from = Math.max(0, Math.min(inner - LENGTH / 4, typed - LENGTH));
            WeighedNeighbours[] found = search.nearest(from, Math.min(typed, from + LENGTH));
            Arrays.fill(ofTyped, inner, Math.min(typed, inner + LENGTH / 2), found);
        }
        return WeighedNeighbours.query(panel, targets, exclusions, config, (hap, t) -> ofTyped[t][hap]);
    }

    /**
     * Weighs neighbours by their mismatches within the window.
     *
     * @param haps panel haplotypes, nearest first
     * @param mismatches of each of them
     */
    static WeighedNeighbours weigh(RetrievalConfig config, int[] haps, int[] mismatches) {
        int fewest = Arrays.stream(mismatches).min().orElse(0);
        double penalty = Math.log(config.mismatch() / (1 - config.mismatch()));
        double sum = 0;
        for (int m : mismatches) sum += Math.exp((m - fewest) * penalty);
        float[] weights = new float[config.scaleCount() * haps.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (Math.exp((mismatches[i % haps.length] - fewest) * penalty) / sum);
        }
        return new WeighedNeighbours(haps, weights);
    }
}
