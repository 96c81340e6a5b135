package org.haprag.evaluation.input;

import org.haprag.genotype.Haplotypes;
import org.haprag.io.VariantSource;

/** Reads true genotypes. */
final class TruthDecoder implements RecordDecoder<TruthAllele> {
    private final VariantSource truth;
    private final Haplotypes haplotypes;
    private final int[] scored;
    private final byte[] alleles;
    private boolean phased;

    /** @param columns which samples of the file are scored, in order */
    TruthDecoder(VariantSource truth, int[] columns) {
        this.truth = truth;
        this.haplotypes = truth.haplotypes().subset(columns);
        this.scored = truth.haplotypes().indices(columns);
        this.alleles = new byte[truth.haplotypes().count()];
    }

    @Override
    public TruthAllele create() {
        return new TruthAllele(haplotypes);
    }

    @Override
    public void load() {
        truth.alleles(alleles);
        phased = truth.phased();
    }

    @Override
    public void fill(TruthAllele allele) {
        allele.set(alleles, scored, phased);
    }
}
