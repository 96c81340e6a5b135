package org.haprag.genotype.mask;

import java.util.SplittableRandom;

/**
 * Array-like masks of many densities, so that a network does not learn one array. The mean spacing is drawn uniformly in
 * its logarithm.
 *
 * @param minSpacingBp of the densest array, above 0
 * @param maxSpacingBp of the sparsest, at least {@code minSpacingBp}
 */
public record ArrayFamily(double minSpacingBp, double maxSpacingBp) {
    public ArrayFamily {
        if (!(minSpacingBp > 0 && maxSpacingBp >= minSpacingBp && maxSpacingBp < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "0 < minSpacingBp <= maxSpacingBp, found " + minSpacingBp + " and " + maxSpacingBp);
        }
    }

    /** One site in 0.5 to 10 kb: from above the Omni2.5 to below the HumanCore. */
    public static ArrayFamily defaults() {
        return new ArrayFamily(500, 10_000);
    }

    /** Draws an array. */
    public ArrayLikeMask draw(SplittableRandom random) {
        double share = random.nextDouble();
        return new ArrayLikeMask(Math.exp(Math.log(minSpacingBp) + share * Math.log(maxSpacingBp / minSpacingBp)));
    }
}
