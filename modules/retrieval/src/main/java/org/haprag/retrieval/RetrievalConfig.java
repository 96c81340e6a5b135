package org.haprag.retrieval;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.haprag.retrieval.baseline.EmbeddingRetriever;
import org.haprag.retrieval.baseline.NearestWindowRetriever;

/**
 * How neighbours are retrieved.
 *
 * @param kind which retriever
 * @param scales of the copying model, ascending: switches per cM among a block's states, or multiples of the panel's own rate where
 *     {@code relative}
 * @param middleScale index into {@code scales} of the one that ranks neighbours
 * @param mismatch probability that a copied allele differs from the observed one, in (0, .5)
 * @param neighbours K, panel haplotypes kept at each anchor ({@link Anchors}); of {@link Kind#COPYING} 0 where nobody asks for them
 * @param exactUpTo panels of at most so many haplotypes use all of them as states
 * @param matchesPerSide longest PBWT matches taken at each selection site from each side, at most, for larger panels
 * @param matchesPerRoot M: of N haplotypes that a target may copy at most M times the root of N are taken there: of a smaller panel
 *     fewer are good
 * @param blockSites typed sites a block; states are chosen a block
 * @param reachBlocks states of a block are those taken in it and in so many blocks on each of its sides: what leaves the states
 *     cannot be copied on
 * @param selectionsPerBlock selection sites a block
 * @param tiedMatches where more matches than are taken at a selection site reach the end of the typed sites, so that nothing tells
 *     which are longer, about so many of all these are taken, at most ({@link TiedHaplotypes}); they are states of their block and
 *     two on each side, at most
 */
public record RetrievalConfig(
        Kind kind,
        List<Double> scales,
        int middleScale,
        double mismatch,
        int neighbours,
        int exactUpTo,
        int matchesPerSide,
        double matchesPerRoot,
        int blockSites,
        int reachBlocks,
        int selectionsPerBlock,
        int tiedMatches,
        boolean relative)
        implements Serializable {
    /** Switches among all that may be copied over those among selected states. */
    private static final double AMONG_ALL = .6;

    /** The retrievers. */
    public enum Kind {
        /** By the copying posterior of {@link CopyingRetriever}. */
        COPYING,
        /** By squared L2 of a window's tokens: {@link NearestWindowRetriever}, that of the snvbert baseline. */
        NEAREST_WINDOW,
        /** By squared L2 in the network's embedding space: {@link EmbeddingRetriever}, that of snvbert's later version. */
        EMBEDDING;

        /** Whether it cannot find anything for a sample whose phase is unknown. */
        public boolean needsPhase() {
            return this != COPYING;
        }

        /** As it is written in a configuration. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public RetrievalConfig {
        if (tiedMatches < 0) throw new IllegalArgumentException("tiedMatches must be >= 0, found " + tiedMatches);
        if (!(matchesPerRoot > 0)) {
            throw new IllegalArgumentException("matchesPerRoot must be positive, found " + matchesPerRoot);
        }
        if (reachBlocks < 0) throw new IllegalArgumentException("reachBlocks must be >= 0, found " + reachBlocks);
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

    /** At given rates, without ties, as many matches of a small panel as of a large one. */
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
                matchesPerSide,
                blockSites,
                1,
                selectionsPerBlock,
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
        return with(scales.stream().map(scale -> scale * rate.perCm()).toList(), middleScale, tiedMatches);
    }

    /** The same at other scales, in switches per cM: what {@link SwitchRate} tries. */
    RetrievalConfig tried(List<Double> perCm, int mostTied) {
        return with(perCm, 0, Math.min(tiedMatches, mostTied));
    }

    /** The same at other scales, in switches per cM, and with another number of ties. */
    private RetrievalConfig with(List<Double> others, int middle, int tied) {
        return new RetrievalConfig(
                kind,
                others,
                middle,
                mismatch,
                neighbours,
                exactUpTo,
                matchesPerSide,
                matchesPerRoot,
                blockSites,
                reachBlocks,
                selectionsPerBlock,
                tied,
                false);
    }

    /**
     * The same retriever's selection alone, in blocks of another size, of each block and those beside it.
     *
     * @param matches a selection site and side
     * @param tied as {@link #tiedMatches}
     */
    RetrievalConfig picking(int sites, int matches, int selections, int tied) {
        return new RetrievalConfig(
                        kind, scales, middleScale, mismatch, neighbours, exactUpTo, matches, sites, selections)
                .with(scales, middleScale, tied);
    }

    /** How many matches a target takes at a selection site from each side. @param copyable haplotypes that it may copy */
    int matches(int copyable) {
        return (int) Math.max(1, Math.min(matchesPerSide, Math.ceil(matchesPerRoot * Math.sqrt(copyable))));
    }

    /** Switches per cM among a block's states, at the scale that ranks neighbours. */
    double switchesPerCm() {
        return scales.get(middleScale);
    }

    /** The same among all that may be copied: of selected states each is as good as it gets, so that a switch is likelier. */
    double switchesPerCmAmongAll() {
        return switchesPerCm() * AMONG_ALL;
    }

    /** The measured defaults (docs/development/benchmarks.md). */
    public static RetrievalConfig defaults() {
        return new RetrievalConfig(Kind.COPYING, List.of(2.3), 0, 1e-3, 16, 32, 24, .5, 16, 4, 2, 1000, true);
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
                return at(rate).retriever(embedder).open(panel.at(rate), targets, exclusions);
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
                matchesPerRoot,
                blockSites,
                reachBlocks,
                selectionsPerBlock,
                tiedMatches,
                relative);
    }

    /** The same, with all panel haplotypes as states whatever the panel's size. */
    public RetrievalConfig exact() {
        return new RetrievalConfig(
                kind,
                scales,
                middleScale,
                mismatch,
                neighbours,
                Integer.MAX_VALUE,
                matchesPerSide,
                matchesPerRoot,
                blockSites,
                reachBlocks,
                selectionsPerBlock,
                tiedMatches,
                relative);
    }
}
