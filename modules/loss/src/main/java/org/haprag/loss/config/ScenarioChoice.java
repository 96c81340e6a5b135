package org.haprag.loss.config;

import java.util.Locale;
import org.haprag.metrics.MafBins;

/**
 * Which preset fits a panel, and why: by the imbalance of its alleles, the number of major alleles per minor allele, which
 * follows from the mean MAF.
 *
 * @param preset name of a file in configs/scenarios, without .yaml
 * @param reason one sentence with the measured figures
 */
public record ScenarioChoice(String preset, String reason) {
    /** Major alleles per minor allele from which a panel counts as very uneven. */
    private static final double VERY_UNEVEN = 50;

    /** Up to so many it counts as balanced. */
    private static final double BALANCED = 10;

    /**
     * Chooses by the ratio of major to minor alleles.
     *
     * @param maf of the panel's sites, each in [0, .5]; at least one
     */
    public static ScenarioChoice from(double[] maf) {
        if (maf.length == 0) throw new IllegalArgumentException("a panel without sites has no MAF spectrum");
        double sum = 0;
        int rare = 0;
        for (double m : maf) {
            if (!(m >= 0 && m <= .5)) throw new IllegalArgumentException("MAF must lie in [0, .5], found " + m);
            sum += m;
            if (m < MafBins.RARE) rare++;
        }
        double mean = sum / maf.length;
        double ratio = mean == 0 ? Double.POSITIVE_INFINITY : (1 - mean) / mean;
        String measured = String.format(
                Locale.ROOT,
                "The panel has %.1f major alleles per minor allele (mean MAF %.4f; %.0f %% of its %d sites below %.2f), ",
                ratio,
                mean,
                100. * rare / maf.length,
                maf.length,
                MafBins.RARE);
        if (ratio >= VERY_UNEVEN)
            return new ScenarioChoice(
                    "rare",
                    measured + "at least " + (int) VERY_UNEVEN + ": very uneven, so hard sites get most of the loss.");
        if (ratio <= BALANCED)
            return new ScenarioChoice(
                    "balanced",
                    measured + "at most " + (int) BALANCED + ": balanced, so the standard focal loss will do.");
        return new ScenarioChoice(
                "calibrated",
                measured + "between " + (int) BALANCED + " and " + (int) VERY_UNEVEN
                        + ": neither uneven nor balanced, so the probabilities are kept calibrated.");
    }
}
