package org.haprag.training.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.mask.ArrayLikeMask;
import org.haprag.imputation.ImputationMethod;
import org.haprag.metrics.Baseline;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.Exclusions;
import org.haprag.training.TrainingRegion;

/**
 * How well a trained model imputes samples that it did not train on: validation samples of the longest region are taken out
 * of the panel, typed as an array would type them, and imputed from the others. As many of them lose their phase as of those that
 * were trained on.
 */
final class ClosingTable {
    /** Retrieval alone, what {@code impute --model none} does. */
    static final String COPYING = "copying";

    /** The network with the weights that come with the program. */
    static final String BUNDLED = "bundled";

    /** The network with the weights that were trained. */
    static final String ADAPTED = "adapted";

    private static final int MOST_SAMPLES = 50;

    /** Mean distance of typed sites, as on Illumina's GSA. */
    private static final double SPACING_BP = 3500;

    private final TrainingRegion region;
    private final LeftOutScoring scoring;

    /** @param unphased share of the samples that are imputed without their phase */
    ClosingTable(List<TrainingRegion> regions, double unphased, long seed) {
        region = regions.stream()
                .reduce((a, b) -> b.panel().siteCount() > a.panel().siteCount() ? b : a)
                .orElseThrow();
        HaplotypePanel panel = region.panel();
        int[] validation = region.validationSamples();
        int[] samples = Arrays.copyOf(validation, Math.min(MOST_SAMPLES, validation.length));
        int[] sorted = samples.clone();
        Arrays.sort(sorted);
        HaplotypePanel rest = panel.subset(IntStream.range(0, panel.samples().count())
                .filter(s -> Arrays.binarySearch(sorted, s) < 0)
                .toArray());
        int[] sites = new ArrayLikeMask(SPACING_BP).typedSites(region.frequencies(), new SplittableRandom(seed));
        double[] siteCm = IntStream.range(0, panel.siteCount())
                .mapToDouble(region::siteCm)
                .toArray();
        scoring = new LeftOutScoring(rest, siteCm, panel.subset(samples), sites, Exclusions.none(samples.length), (int)
                Math.round(unphased * samples.length));
    }

    /** One sentence about what the table shows. */
    String caption() {
        return scoring.people() + " samples that were not trained on, " + scoring.unphased() + " of them unphased, "
                + region.name() + ", typed at "
                + scoring.typedCount() + " of " + region.panel().siteCount() + " sites; untyped sites:";
    }

    /** Scores by name, of {@link #COPYING}, {@link #BUNDLED}, {@link #ADAPTED} and of allele frequencies. */
    Map<String, MafStratifiedScores> scores(HapRagModel bundled, HapRagModel adapted, int threads) {
        Map<String, MafStratifiedScores> scores = new LinkedHashMap<>();
        scores.put(COPYING, scoring.scores(ImputationMethod.retrievalOf(adapted), threads));
        scores.put(BUNDLED, scoring.scores(ImputationMethod.network(bundled), threads));
        scores.put(ADAPTED, scoring.scores(ImputationMethod.network(adapted), threads));
        scores.put(Baseline.AF_PRIOR.label(), scoring.prior());
        return scores;
    }
}
