package org.haprag.training.run;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.imputation.Dosages;
import org.haprag.imputation.Imputation;
import org.haprag.imputation.ImputationMethod;
import org.haprag.metrics.Baseline;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.retrieval.Exclusions;

/** Samples with known alleles, shown to an imputation at some sites only and judged at the others. */
public final class LeftOutScoring {
    private final HaplotypePanel reference;
    private final double[] siteCm;
    private final HaplotypePanel people;
    private final TypedHaplotypes typed;
    private final Exclusions exclusions;
    private final int unphased;

    /**
     * @param reference what is imputed from; MAF is its
     * @param siteCm position of each of its sites in cM
     * @param people who is imputed, at the same sites
     * @param typedSites panel sites that are shown, increasing
     * @param exclusions samples of the reference that a person must not be imputed from, himself before all
     * @param unphased how many of the people, the first ones, are shown without phase
     */
    public LeftOutScoring(
            HaplotypePanel reference,
            double[] siteCm,
            HaplotypePanel people,
            int[] typedSites,
            Exclusions exclusions,
            int unphased) {
        if (people.siteCount() != reference.siteCount() || siteCm.length != reference.siteCount()) {
            throw new IllegalArgumentException(people.siteCount() + " sites of the people, " + reference.siteCount()
                    + " of the panel, " + siteCm.length + " positions");
        }
        this.reference = reference;
        this.siteCm = siteCm;
        this.people = people;
        this.exclusions = exclusions;
        this.unphased = unphased;
        typed = TypedHaplotypes.of(people, IntStream.range(0, people()).toArray(), typedSites)
                .withoutPhase(sample -> sample < unphased);
    }

    public int people() {
        return people.samples().count();
    }

    /** How many of the people are shown without phase. */
    public int unphased() {
        return unphased;
    }

    public int typedCount() {
        return typed.typedCount();
    }

    /** Imputes and judges the untyped sites. */
    public MafStratifiedScores scores(ImputationMethod method, int threads) {
        Dosages dosages;
        try (Imputation imputation = new Imputation(method, threads)) {
            dosages = imputation.impute(reference, siteCm, typed, exclusions, samples -> {});
        }
        MafStratifiedScores scores = new MafStratifiedScores(people());
        float[] ds = new float[people()];
        float[] gp = new float[3 * people()];
        for (int row : untypedRows()) {
            for (int s = 0; s < people(); s++) {
                ds[s] = dosages.alt(row, s, 0) + dosages.alt(row, s, 1);
                dosages.posteriors(row, s, gp, 3 * s);
            }
            scores.add(reference.maf(row), ds, gp, truth(row));
        }
        return scores;
    }

    /** What knowing the allele frequencies alone would score: {@link Baseline#AF_PRIOR}. */
    public MafStratifiedScores prior() {
        MafStratifiedScores scores = new MafStratifiedScores(people());
        float[] ds = new float[people()];
        float[] gp = new float[3 * people()];
        for (int row : untypedRows()) {
            Baseline.AF_PRIOR.fill(reference.altFrequency(row), people.haplotypes(), ds, gp);
            scores.add(reference.maf(row), ds, gp, truth(row));
        }
        return scores;
    }

    private int[] untypedRows() {
        int[] typedSites = typed.panelSites();
        return IntStream.range(0, reference.alleleRowCount())
                .filter(row -> Arrays.binarySearch(typedSites, reference.siteOfRow(row)) < 0)
                .toArray();
    }

    /** (people) how many copies of a row's ALT each has. */
    private byte[] truth(int row) {
        byte[] truth = new byte[people()];
        for (int h = 0; h < people.haplotypeCount(); h++) {
            if (people.alleles().get(row, h)) truth[people.haplotypes().sampleOf(h)]++;
        }
        return truth;
    }
}
