package org.haprag.genotype.mask;

import java.util.SplittableRandom;

/**
 * Chooses which panel sites stay typed; the others are hidden, from the network and from retrieval alike. A mask is a rule:
 * the same rule with another random gives another draw, with an equal random the same draw.
 */
public sealed interface SiteMask permits ArrayLikeMask, RandomFractionMask, AfGuidedMask {
    /** Fewer typed sites than this leave nothing to interpolate between; a panel with as many sites keeps as many. */
    int MIN_TYPED_SITES = 2;

    /**
     * Draws once.
     *
     * @return the panel sites that stay typed, strictly increasing; at least {@link #MIN_TYPED_SITES}, or all sites of a
     *     panel that has fewer
     */
    int[] typedSites(SiteFrequencies sites, SplittableRandom random);
}
