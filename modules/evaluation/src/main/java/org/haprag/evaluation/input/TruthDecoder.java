package org.haprag.evaluation.input;

import org.haprag.io.VariantSource;

/** Reads true genotypes. */
final class TruthDecoder implements RecordDecoder<TruthAllele> {
    private final VariantSource truth;
    private final int[] columns;
    private final byte[] alleles;
    private boolean phased;

    /** @param columns which samples of the file are scored, in order */
    TruthDecoder(VariantSource truth, int[] columns) {
        this.truth = truth;
        this.columns = columns;
        this.alleles = new byte[truth.samples().haplotypeCount()];
    }

    @Override
    public TruthAllele create() {
        return new TruthAllele(columns.length);
    }

    @Override
    public void load() {
        truth.alleles(alleles);
        phased = truth.phased();
    }

    @Override
    public void fill(TruthAllele allele) {
        allele.set(alleles, columns, phased);
    }
}
