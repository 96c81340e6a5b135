package org.haprag.genotype.mask;

import java.util.SplittableRandom;

/**
 * Hides a fraction of the sites, each equally likely: the masking of BERT. Real arrays look different (see
 * {@link ArrayLikeMask}): never compare results under one with results under the other.
 *
 * @param hiddenFraction share of the sites that are hidden, in [0, 1]
 */
public record RandomFractionMask(double hiddenFraction) implements SiteMask {
    public RandomFractionMask {
        checkFraction(hiddenFraction);
    }

    @Override
    public int[] typedSites(SiteFrequencies sites, SplittableRandom random) {
        double[] weights = new double[sites.siteCount()];
        java.util.Arrays.fill(weights, 1);
        return WeightedDraw.draw(weights, typedCount(sites, hiddenFraction), random);
    }

    static void checkFraction(double hiddenFraction) {
        if (!(hiddenFraction >= 0 && hiddenFraction <= 1)) {
            throw new IllegalArgumentException("hiddenFraction must lie in [0, 1], found " + hiddenFraction);
        }
    }

    static int typedCount(SiteFrequencies sites, double hiddenFraction) {
        long wanted = Math.round(sites.siteCount() * (1 - hiddenFraction));
        return (int) Math.min(sites.siteCount(), Math.max(MIN_TYPED_SITES, wanted));
    }
}
