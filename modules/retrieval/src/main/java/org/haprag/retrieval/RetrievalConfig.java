package org.haprag.retrieval;

import java.util.List;

/**
 * How neighbours are retrieved.
 *
 * @param scales effective population sizes Ne of the copying model, ascending; more means more switching
 * @param middleScale index into {@code scales} of the one that ranks neighbours
 * @param mismatch probability that a copied allele differs from the observed one, in (0, .5)
 * @param neighbours K, panel haplotypes kept at each typed site
 * @param exactUpTo panels of at most so many haplotypes use all of them as states
 * @param matchesPerSide longest PBWT matches taken at each selection site from each side, for larger panels
 * @param blockSites typed sites a block; states are chosen a block
 * @param selectionsPerBlock selection sites a block
 */
public record RetrievalConfig(
        List<Double> scales,
        int middleScale,
        double mismatch,
        int neighbours,
        int exactUpTo,
        int matchesPerSide,
        int blockSites,
        int selectionsPerBlock) {
    public RetrievalConfig {
        scales = List.copyOf(scales);
        if (scales.isEmpty() || scales.stream().anyMatch(ne -> !(ne > 0))) {
            throw new IllegalArgumentException("scales must be positive, found " + scales);
        }
        if (middleScale < 0 || middleScale >= scales.size()) {
            throw new IllegalArgumentException("middleScale " + middleScale + " is not an index into " + scales);
        }
        if (!(mismatch > 0 && mismatch < .5)) {
            throw new IllegalArgumentException("mismatch must lie in (0, .5), found " + mismatch);
        }
        if (neighbours < 1 || matchesPerSide < 1 || blockSites < 1 || exactUpTo < 0) {
            throw new IllegalArgumentException("neighbours, matchesPerSide and blockSites must be positive");
        }
        if (selectionsPerBlock < 1 || selectionsPerBlock > blockSites) {
            throw new IllegalArgumentException("selectionsPerBlock must lie in [1, blockSites]");
        }
    }

    /** The measured defaults (docs/benchmarks.md). */
    public static RetrievalConfig defaults() {
        return new RetrievalConfig(List.of(3e5, 1.5e6, 5e6), 1, 1e-3, 32, 1000, 40, 16, 3);
    }

    /** C, the number of scales. */
    public int scaleCount() {
        return scales.size();
    }

    /** The same at one scale, the one that ranks neighbours. */
    public RetrievalConfig middleScaleOnly() {
        return new RetrievalConfig(
                List.of(scales.get(middleScale)),
                0,
                mismatch,
                neighbours,
                exactUpTo,
                matchesPerSide,
                blockSites,
                selectionsPerBlock);
    }

    /** The same, with all panel haplotypes as states whatever the panel's size. */
    public RetrievalConfig exact() {
        return new RetrievalConfig(
                scales,
                middleScale,
                mismatch,
                neighbours,
                Integer.MAX_VALUE,
                matchesPerSide,
                blockSites,
                selectionsPerBlock);
    }
}
