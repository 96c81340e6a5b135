package org.haprag.evaluation.input;

import org.haprag.io.VcfScanner;

/** Reads true genotypes from GT. */
final class TruthDecoder implements RecordDecoder<TruthAllele> {
    private final int[] columns;
    private final byte[] alleles;
    private boolean phased;

    /** @param columns which samples of the file are scored, in order */
    TruthDecoder(VcfScanner vcf, int[] columns) {
        this.columns = columns;
        this.alleles = new byte[vcf.samples().haplotypeCount()];
    }

    @Override
    public TruthAllele create() {
        return new TruthAllele(columns.length);
    }

    @Override
    public void load(VcfScanner vcf) {
        vcf.alleles(alleles);
        phased = vcf.phased();
    }

    @Override
    public void fill(TruthAllele allele) {
        allele.set(alleles, columns, phased);
    }
}
