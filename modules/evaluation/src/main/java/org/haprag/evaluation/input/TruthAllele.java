package org.haprag.evaluation.input;

/** The true genotypes of the scored samples, in terms of one ALT allele. */
public final class TruthAllele extends ScoredAllele {
    private final byte[] dosages;
    private final byte[] haplotypes;
    private boolean phased;
    private int called;

    TruthAllele(int samples) {
        dosages = new byte[samples];
        haplotypes = new byte[2 * samples];
    }

    /** (samples) copies of ALT, -1 where the truth is missing. Not copied. */
    public byte[] dosages() {
        return dosages;
    }

    /** (2 x samples) 1 for ALT, 0 for another allele, -1 missing. Not copied. */
    public byte[] haplotypes() {
        return haplotypes;
    }

    /** Whether every heterozygous genotype is phased. */
    public boolean phased() {
        return phased;
    }

    /** How many samples have a true genotype. */
    public int called() {
        return called;
    }

    /** Takes the alleles of a record, two a sample. */
    void set(byte[] alleles, int[] columns, boolean recordPhased) {
        int code = altIndex() + 1;
        phased = recordPhased;
        called = 0;
        for (int s = 0; s < columns.length; s++) {
            byte a = alleles[2 * columns[s]];
            byte b = alleles[2 * columns[s] + 1];
            haplotypes[2 * s] = copies(a, code);
            haplotypes[2 * s + 1] = copies(b, code);
            boolean known = a >= 0 && b >= 0;
            dosages[s] = known ? (byte) (haplotypes[2 * s] + haplotypes[2 * s + 1]) : -1;
            if (known) called++;
        }
    }

    private static byte copies(byte allele, int code) {
        if (allele < 0) return -1;
        return (byte) (allele == code ? 1 : 0);
    }
}
