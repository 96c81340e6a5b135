package org.haprag.cli.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.encoding.ArrayLikeMask;
import org.haprag.evaluation.Baseline;
import org.haprag.evaluation.input.ImputedAllele;
import org.haprag.evaluation.metric.MafStratifiedScores;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.imputation.Dosages;
import org.haprag.imputation.Imputation;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.Exclusions;
import org.haprag.training.TrainingRegion;

/**
 * How well a trained model imputes samples that it did not train on: validation samples of the longest region are taken out
 * of the panel, typed as an array would type them, and imputed from the others.
 */
final class ClosingTable {
    private static final int MOST_SAMPLES = 50;

    /** Mean distance of typed sites, as on Illumina's GSA. */
    private static final double SPACING_BP = 3500;

    private final TrainingRegion region;
    private final HaplotypePanel rest;
    private final int[] samples;
    private final TypedHaplotypes typed;
    private final double[] siteCm;

    ClosingTable(List<TrainingRegion> regions, long seed) {
        region = regions.stream()
                .reduce((a, b) -> b.panel().siteCount() > a.panel().siteCount() ? b : a)
                .orElseThrow();
        HaplotypePanel panel = region.panel();
        int[] validation = region.validationSamples();
        samples = Arrays.copyOf(validation, Math.min(MOST_SAMPLES, validation.length));
        int[] sorted = samples.clone();
        Arrays.sort(sorted);
        rest = panel.subset(IntStream.range(0, panel.samples().count())
                .filter(s -> Arrays.binarySearch(sorted, s) < 0)
                .toArray());
        int[] sites = new ArrayLikeMask(SPACING_BP).typedSites(region.frequencies(), new SplittableRandom(seed));
        byte[][] alleles = new byte[2 * samples.length][sites.length];
        for (int h = 0; h < alleles.length; h++) {
            for (int t = 0; t < sites.length; t++) alleles[h][t] = (byte) panel.allele(sites[t], panelHap(h));
        }
        typed = new TypedHaplotypes(sites, alleles);
        siteCm = IntStream.range(0, panel.siteCount())
                .mapToDouble(region::siteCm)
                .toArray();
    }

    private int panelHap(int hap) {
        return 2 * samples[hap >> 1] + (hap & 1);
    }

    /** One sentence about what the table shows. */
    String caption() {
        return samples.length + " samples that were not trained on, " + region.name() + ", typed at "
                + typed.typedCount() + " of " + region.panel().siteCount() + " sites; untyped sites:";
    }

    /** Scores of the model, of its retrieval alone, and of allele frequencies, by name. */
    Map<String, MafStratifiedScores> scores(HapRagModel model, int threads) {
        Map<String, MafStratifiedScores> scores = new LinkedHashMap<>();
        scores.put("model", score(Imputation.with(model, threads)));
        scores.put("copying", score(Imputation.retrievalOf(model, threads)));
        scores.put(Baseline.AF_PRIOR.label(), prior());
        return scores;
    }

    private MafStratifiedScores score(Imputation imputation) {
        Dosages dosages = imputation.impute(rest, siteCm, typed, Exclusions.none(samples.length), samples -> {});
        MafStratifiedScores scores = new MafStratifiedScores(samples.length);
        float[] ds = new float[samples.length];
        float[] gp = new float[3 * samples.length];
        for (int row : untypedRows()) {
            for (int s = 0; s < samples.length; s++) {
                ds[s] = dosages.alt(row, s, 0) + dosages.alt(row, s, 1);
                dosages.posteriors(row, s, gp, 3 * s);
            }
            scores.add(rest.maf(row), ds, gp, truth(row));
        }
        return scores;
    }

    private MafStratifiedScores prior() {
        MafStratifiedScores scores = new MafStratifiedScores(samples.length);
        ImputedAllele prior = ImputedAllele.absent(samples.length);
        for (int row : untypedRows()) {
            prior.setPrior(rest.altFrequency(row));
            scores.add(rest.maf(row), prior.ds(), prior.posteriors(), truth(row));
        }
        return scores;
    }

    private int[] untypedRows() {
        int[] typedSites = typed.panelSites();
        return IntStream.range(0, rest.alleleRowCount())
                .filter(row -> Arrays.binarySearch(typedSites, rest.siteOfRow(row)) < 0)
                .toArray();
    }

    /** (samples) how many copies of a row's ALT each has. */
    private byte[] truth(int row) {
        byte[] truth = new byte[samples.length];
        for (int h = 0; h < 2 * samples.length; h++) {
            if (region.panel().alleles().get(row, panelHap(h))) truth[h >> 1]++;
        }
        return truth;
    }
}
