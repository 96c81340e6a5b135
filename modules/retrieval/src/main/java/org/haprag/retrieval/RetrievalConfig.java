package org.haprag.retrieval;

import java.io.Serializable;
import java.util.List;
import org.haprag.retrieval.baseline.EmbeddingRetriever;
import org.haprag.retrieval.baseline.NearestWindowRetriever;

/**
 * How neighbours are retrieved.
 *
 * @param kind which retriever
 * @param scales of the copying model, ascending: switches per cM, or multiples of the panel's own rate where {@code relative}
 * @param middleScale index into {@code scales} of the one that ranks neighbours
 * @param mismatch probability that a copied allele differs from the observed one, in (0, .5)
 * @param neighbours K, panel haplotypes kept at each anchor ({@link Anchors}); of {@link Kind#COPYING} 0 where nobody asks for them
 * @param exactUpTo panels of at most so many haplotypes use all of them as states
 * @param matchesPerSide longest PBWT matches taken at each selection site from each side, for larger panels
 * @param blockSites typed sites a block; states are chosen a block
 * @param selectionsPerBlock selection sites a block
 * @param tiedMatches at most so many further matches at a selection site, where they reach the end of the typed sites as the
 *     ones taken do, so that nothing tells which are longer
 * @param thinningPower P: a block's rate is (N / S)^P times the scale's, of N panel haplotypes S being its states. Selection
 *     keeps those that match longest, which drops most of where a switch could go; 0 for the scale's rate as it is
 */
public record RetrievalConfig(
        Kind kind,
        List<Double> scales,
        int middleScale,
        double mismatch,
        int neighbours,
        int exactUpTo,
        int matchesPerSide,
        int blockSites,
        int selectionsPerBlock,
        int tiedMatches,
        double thinningPower,
        boolean relative)
        implements Serializable {
    /** Best rate with all states over the best with selected ones: 5 and 12 switches per cM (docs/development/adr/0003). */
    private static final double ALL_STATES_RATE = 5 / 12.0;

    /** Best rate of a pair's chain over the middle scale, where that is a multiple of the panel's own rate. */
    private static final double PAIR_RATE = 1.5;

    /** The same where the scales are fixed: 3 and 12 switches per cM. */
    private static final double PAIR_RATE_OF_FIXED = .25;

    /** As {@link #thinningPower}, of the chains of a diploid sample (docs/development/adr/0024). */
    private static final double PAIR_THINNING = .3;

    /** The retrievers. */
    public enum Kind {
        /** By the copying posterior of {@link CopyingRetriever}. */
        COPYING,
        /** By squared L2 of a window's tokens: {@link NearestWindowRetriever}, that of the snvbert baseline. */
        NEAREST_WINDOW,
        /** By squared L2 in the network's embedding space: {@link EmbeddingRetriever}, that of snvbert's later version. */
        EMBEDDING
    }

    public RetrievalConfig {
        if (tiedMatches < 0) throw new IllegalArgumentException("tiedMatches must be >= 0, found " + tiedMatches);
        if (!(thinningPower >= 0 && thinningPower <= 1)) {
            throw new IllegalArgumentException("thinningPower must lie in [0, 1], found " + thinningPower);
        }
        scales = List.copyOf(scales);
        if (scales.isEmpty() || scales.stream().anyMatch(rate -> !(rate > 0))) {
            throw new IllegalArgumentException("scales must be positive, found " + scales);
        }
        if (middleScale < 0 || middleScale >= scales.size()) {
            throw new IllegalArgumentException("middleScale " + middleScale + " is not an index into " + scales);
        }
        if (!(mismatch > 0 && mismatch < .5)) {
            throw new IllegalArgumentException("mismatch must lie in (0, .5), found " + mismatch);
        }
        if (neighbours < (kind == Kind.COPYING ? 0 : 1)) {
            throw new IllegalArgumentException(
                    "neighbours must be positive, or 0 of " + Kind.COPYING + ", found " + neighbours);
        }
        if (matchesPerSide < 1 || blockSites < 1 || exactUpTo < 0) {
            throw new IllegalArgumentException("matchesPerSide and blockSites must be positive");
        }
        if (selectionsPerBlock < 1 || selectionsPerBlock > blockSites) {
            throw new IllegalArgumentException("selectionsPerBlock must lie in [1, blockSites]");
        }
    }

    /** At given rates, without ties or thinning: as the network that ships was trained. */
    public RetrievalConfig(
            Kind kind,
            List<Double> scales,
            int middleScale,
            double mismatch,
            int neighbours,
            int exactUpTo,
            int matchesPerSide,
            int blockSites,
            int selectionsPerBlock) {
        this(
                kind,
                scales,
                middleScale,
                mismatch,
                neighbours,
                exactUpTo,
                matchesPerSide,
                blockSites,
                selectionsPerBlock,
                0,
                0,
                false);
    }

    /**
     * The copying model by itself, its scale in multiples of a panel's own rate ({@link SwitchRate}, {@link #at}): what imputes
     * where no network does (docs/development/adr/0013).
     */
    public static RetrievalConfig copyingAlone() {
        return defaults().middleScaleOnly();
    }

    /** The same with the scales in switches per cM. @param rate of the panel that is copied from; scales are multiples of it */
    public RetrievalConfig at(SwitchRate rate) {
        if (!relative) return this;
        return with(
                scales.stream().map(scale -> scale * rate.perCm()).toList(), middleScale, tiedMatches, thinningPower);
    }

    /** The same at other scales, in switches per cM and without thinning: what {@link SwitchRate} tries. */
    RetrievalConfig tried(List<Double> perCm, int mostTied) {
        return with(perCm, 0, Math.min(tiedMatches, mostTied), 0);
    }

    private RetrievalConfig with(List<Double> others, int middle, int tied, double power) {
        return new RetrievalConfig(
                kind,
                others,
                middle,
                mismatch,
                neighbours,
                exactUpTo,
                matchesPerSide,
                blockSites,
                selectionsPerBlock,
                tied,
                power,
                false);
    }

    /**
     * The same retriever's selection alone, in blocks of another size.
     *
     * @param matches a selection site and side
     * @param tied as {@link #tiedMatches}
     */
    RetrievalConfig picking(int sites, int matches, int selections, int tied) {
        return new RetrievalConfig(
                kind, scales, middleScale, mismatch, neighbours, exactUpTo, matches, sites, selections, tied, 0, false);
    }

    /**
     * Switches per cM by which the states of a diploid sample are chosen, and of its chains where scales are fixed: of states that
     * were selected each is as good as it gets, so more often than among all haplotypes (docs/development/adr/0014).
     */
    double pairSwitchesPerCm() {
        return scales.get(middleScale) * (thinningPower > 0 ? PAIR_RATE : PAIR_RATE_OF_FIXED);
    }

    /** Switches per cM of the chains of a diploid sample. @param copyablePerState panel haplotypes for each that is a state */
    double pairSwitchesPerCm(double copyablePerState) {
        return thinningPower > 0
                ? scales.get(middleScale) * Math.pow(copyablePerState, PAIR_THINNING)
                : pairSwitchesPerCm();
    }

    /** The measured defaults (docs/development/benchmarks.md). */
    public static RetrievalConfig defaults() {
        return new RetrievalConfig(Kind.COPYING, List.of(1.4), 0, 1e-3, 16, 200, 40, 16, 3, 2000, .75, true);
    }

    /** The single nearest haplotype of each window: the baseline that retrieval has to beat. */
    public static RetrievalConfig nearestHaplotype() {
        return new RetrievalConfig(Kind.NEAREST_WINDOW, List.of(12.0), 0, 1e-3, 1, 0, 1, 16, 4);
    }

    /**
     * The retriever that this describes, for those that need no network.
     *
     * @throws IllegalStateException if it is {@link Kind#EMBEDDING}
     */
    public Retriever retriever() {
        return retriever((tokens, cm) -> {
            throw new IllegalStateException("retrieval by embedding needs a network");
        });
    }

    /**
     * The retriever that this describes; if it is {@link #relative}, it estimates the rate anew for each batch of targets.
     *
     * @param embedder used by {@link Kind#EMBEDDING} alone
     */
    public Retriever retriever(WindowEmbedder embedder) {
        if (relative)
            return panel -> (targets, exclusions) -> {
                SwitchRate rate = SwitchRate.estimate(panel, this, exclusions);
                return at(rate).retriever(embedder).open(panel.at(rate.byStretch()), targets, exclusions);
            };
        return switch (kind) {
            case COPYING -> new CopyingRetriever(this);
            case NEAREST_WINDOW -> new NearestWindowRetriever(this);
            case EMBEDDING -> new EmbeddingRetriever(this, embedder);
        };
    }

    /** C, the number of scales. */
    public int scaleCount() {
        return scales.size();
    }

    /** The same at one scale, the one that ranks neighbours; the copying model's neighbours are not asked for then. */
    public RetrievalConfig middleScaleOnly() {
        return new RetrievalConfig(
                kind,
                List.of(scales.get(middleScale)),
                0,
                mismatch,
                kind == Kind.COPYING ? 0 : neighbours,
                exactUpTo,
                matchesPerSide,
                blockSites,
                selectionsPerBlock,
                tiedMatches,
                thinningPower,
                relative);
    }

    /**
     * The same, with all panel haplotypes as states whatever the panel's size, and the lower rates that suit them: of what
     * could be switched to, selection has dropped the most (docs/development/adr/0003).
     */
    public RetrievalConfig exact() {
        return new RetrievalConfig(
                kind,
                thinningPower > 0
                        ? scales
                        : scales.stream().map(rate -> rate * ALL_STATES_RATE).toList(),
                middleScale,
                mismatch,
                neighbours,
                Integer.MAX_VALUE,
                matchesPerSide,
                blockSites,
                selectionsPerBlock,
                tiedMatches,
                thinningPower,
                relative);
    }
}
