package org.haprag.genotype.mask;

import java.util.SplittableRandom;

/**
 * Hides a fraction of the sites, rare ones first: the odds that a site stays typed grow as its MAF + {@value #MAF_OFFSET}.
 * It makes the network see more hidden rare alleles than {@link RandomFractionMask} at the same fraction.
 *
 * @param hiddenFraction share of the sites that are hidden, in [0, 1]
 */
public record AfGuidedMask(double hiddenFraction) implements SiteMask {
    /** Keeps the rarest sites drawable: a singleton stays typed about 1/50 as easily as a site of MAF .5. */
    static final double MAF_OFFSET = 0.01;

    public AfGuidedMask {
        RandomFractionMask.checkFraction(hiddenFraction);
    }

    @Override
    public int[] typedSites(SiteFrequencies sites, SplittableRandom random) {
        double[] weights = new double[sites.siteCount()];
        for (int i = 0; i < weights.length; i++) weights[i] = sites.maf(i) + MAF_OFFSET;
        return WeightedDraw.draw(weights, RandomFractionMask.typedCount(sites, hiddenFraction), random);
    }
}
