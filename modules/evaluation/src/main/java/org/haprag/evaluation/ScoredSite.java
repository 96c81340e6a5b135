package org.haprag.evaluation;

import org.haprag.genotype.Site;

/**
 * A (site, ALT allele) that is scored.
 *
 * @param site the truth's record
 * @param altIndex which ALT of it, from 0
 * @param siteClass its kind
 * @param typed whether it was typed
 * @param altFrequency ALT frequency in the panel
 */
public record ScoredSite(Site site, int altIndex, SiteClass siteClass, boolean typed, double altFrequency) {
    /** Minor allele frequency in the panel, in [0, .5]. */
    public double maf() {
        return Math.min(altFrequency, 1 - altFrequency);
    }

    /** The ALT allele. */
    public String alt() {
        return site.alts().get(altIndex);
    }
}
