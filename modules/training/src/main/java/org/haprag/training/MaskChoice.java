package org.haprag.training;

import java.util.SplittableRandom;
import org.haprag.genotype.mask.AfGuidedMask;
import org.haprag.genotype.mask.ArrayFamily;
import org.haprag.genotype.mask.RandomFractionMask;
import org.haprag.genotype.mask.SiteMask;

/**
 * Which sites stay typed in an episode.
 *
 * @param kind the family of masks
 * @param minSpacingBp {@link Kind#ARRAYS}: mean distance between typed sites of the densest array
 * @param maxSpacingBp {@link Kind#ARRAYS}: of the sparsest
 * @param firstFraction the other kinds: share of sites hidden at the first step
 * @param lastFraction share of sites hidden at the last step; between them it moves linearly
 */
public record MaskChoice(
        Kind kind, double minSpacingBp, double maxSpacingBp, double firstFraction, double lastFraction) {
    /** The families of masks. */
    public enum Kind {
        /** Like genotyping arrays of many densities. */
        ARRAYS,
        /** Each site equally likely, by a curriculum. */
        RANDOM_FRACTION,
        /** Rare sites hidden first, by a curriculum. */
        AF_GUIDED
    }

    public MaskChoice {
        if (!(minSpacingBp > 0 && maxSpacingBp >= minSpacingBp)) {
            throw new IllegalArgumentException(
                    "0 < minSpacingBp <= maxSpacingBp, found " + minSpacingBp + " and " + maxSpacingBp);
        }
        if (!(firstFraction > 0 && firstFraction < 1 && lastFraction > 0 && lastFraction < 1)) {
            throw new IllegalArgumentException(
                    "fractions must lie in (0, 1), found " + firstFraction + " and " + lastFraction);
        }
    }

    /** Arrays of one site in 0.5 to 10 kb. */
    public static MaskChoice defaults() {
        return new MaskChoice(Kind.ARRAYS, 500, 10_000, 0.1, 0.8);
    }

    /** The mask of an episode that begins at a step. */
    SiteMask draw(long step, int steps, SplittableRandom random) {
        double share = Math.min(1, step / (double) steps);
        double hidden = firstFraction + share * (lastFraction - firstFraction);
        return switch (kind) {
            case ARRAYS -> new ArrayFamily(minSpacingBp, maxSpacingBp).draw(random);
            case RANDOM_FRACTION -> new RandomFractionMask(hidden);
            case AF_GUIDED -> new AfGuidedMask(hidden);
        };
    }
}
