package org.haprag.genotype.mask;

import java.util.SplittableRandom;

/**
 * Keeps the sites that a genotyping array might hold: biallelic SNVs, common ones preferred, in clusters.
 *
 * <p>Calibrated on four commercial arrays (HumanCore, UK Biobank Axiom, GSA, Omni2.5) at 43,401 biallelic SNVs of 1000
 * Genomes phase 3 (chr20:60,479-2,286,028 and 35 gene windows), 8,575 of them on an array (counted once an array). Measured there:
 *
 * <ul>
 *   <li>how often a site of a MAF is on an array, relative to sites of MAF .1 and above (mean of the four arrays): the
 *       table {@code RATE}; below MAF .02 the arrays differ by a factor of up to 3;
 *   <li>gaps between neighbouring array sites, divided by the region's mean: standard deviation 1.26 to 1.37, median .51 to
 *       .59. A random draw of the same MAF spectrum gives 1.07 to 1.17 and .62 to .66. So real arrays are more clustered
 *       than chance, not more even (on chr20 alone: HumanCore 1.04 against 1.15 by chance, GSA 1.16 against 1.12, UK
 *       Biobank 1.32 against 1.16, Omni2.5 1.44 against 1.29). Hence each cell of {@value #CELL_IN_SPACINGS} mean spacings
 *       gets a log-normal factor of sigma {@value #CELL_SIGMA}; drawn so, the gaps have 1.21 to 1.32 and .55 to .60.
 * </ul>
 *
 * @param meanSpacingBp mean distance of typed sites in bp, above 0; GSA has 3,500, Omni2.5 900
 */
public record ArrayLikeMask(double meanSpacingBp) implements SiteMask {
    /** Cells of jittered offset in which sites are likelier or less likely together. */
    static final double CELL_IN_SPACINGS = 4;

    /** Standard deviation of the logarithm of a cell's factor. */
    static final double CELL_SIGMA = 0.6;

    /** Lower MAF bounds of the entries of {@code RATE}. */
    private static final double[] FROM_MAF = {0, .001, .002, .005, .01, .02, .05, .1, .2};

    private static final double[] RATE = {.04, .06, .13, .25, .31, .40, .60, .86, 1.05};

    public ArrayLikeMask {
        if (!(meanSpacingBp > 0 && meanSpacingBp < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("meanSpacingBp must be above 0, found " + meanSpacingBp);
        }
    }

    @Override
    public int[] typedSites(SiteFrequencies sites, SplittableRandom random) {
        int n = sites.siteCount();
        double[] weights = new double[n];
        double cellBp = CELL_IN_SPACINGS * meanSpacingBp;
        double offset = random.nextDouble();
        long cell = -1;
        double factor = 1;
        int candidates = 0;
        for (int i = 0; i < n; i++) {
            long here = (long) ((sites.posBp(i) - (double) sites.posBp(0)) / cellBp + offset);
            if (here != cell) factor = Math.exp(CELL_SIGMA * gaussian(random));
            cell = here;
            if (!sites.biallelicSnv(i)) continue;
            candidates++;
            weights[i] = factor * rate(sites.maf(i));
        }
        long wanted = Math.min(candidates, Math.round(sites.lengthBp() / meanSpacingBp));
        return WeightedDraw.draw(weights, (int) Math.min(n, Math.max(MIN_TYPED_SITES, wanted)), random);
    }

    /** How likely an array holds a site of this MAF, relative to common sites. */
    static double rate(double maf) {
        int bin = FROM_MAF.length - 1;
        while (bin > 0 && maf < FROM_MAF[bin]) bin--;
        return RATE[bin];
    }

    /** Standard normal, by Box and Muller: {@link SplittableRandom} has none that returns the same on every JDK. */
    private static double gaussian(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
