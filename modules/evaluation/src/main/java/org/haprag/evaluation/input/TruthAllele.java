package org.haprag.evaluation.input;

import java.util.Arrays;
import org.haprag.genotype.Haplotypes;

/** The true genotypes of the scored samples, in terms of one ALT allele. */
public final class TruthAllele extends ScoredAllele implements Mergeable<TruthAllele> {
    private final Haplotypes ofSamples;
    private final byte[] dosages;
    private final byte[] haplotypes;
    private boolean phased;
    private int called;

    /** @param ofSamples the haplotypes of the scored samples */
    TruthAllele(Haplotypes ofSamples) {
        this.ofSamples = ofSamples;
        dosages = new byte[ofSamples.sampleCount()];
        haplotypes = new byte[ofSamples.count()];
    }

    /** Which haplotypes belong to which of the scored samples. */
    public Haplotypes ofSamples() {
        return ofSamples;
    }

    /** (samples) copies of ALT, -1 where the truth is missing. Not copied. */
    public byte[] dosages() {
        return dosages;
    }

    /** (haplotypes) 1 for ALT, 0 for another allele, -1 missing. Not copied. */
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

    /** Takes the alleles of a record. @param scored the haplotypes, in the file, of the scored samples */
    void set(byte[] alleles, int[] scored, boolean recordPhased) {
        int code = altIndex() + 1;
        phased = recordPhased;
        called = 0;
        for (int h = 0; h < scored.length; h++) haplotypes[h] = copies(alleles[scored[h]], code);
        for (int s = 0; s < dosages.length; s++) {
            dosages[s] = dosage(s);
            if (dosages[s] >= 0) called++;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(dosages, (byte) -1);
        Arrays.fill(haplotypes, (byte) -1);
        phased = true;
        called = 0;
    }

    @Override
    public void take(TruthAllele part, int[] samples) {
        for (int s = 0; s < samples.length; s++) {
            dosages[samples[s]] = part.dosages[s];
            int from = part.ofSamples.first(s);
            System.arraycopy(
                    part.haplotypes, from, haplotypes, ofSamples.first(samples[s]), ofSamples.ploidy(samples[s]));
        }
        phased &= part.phased;
        called += part.called;
    }

    private byte dosage(int sample) {
        int sum = 0;
        for (int h = ofSamples.first(sample); h < ofSamples.end(sample); h++) {
            if (haplotypes[h] < 0) return -1;
            sum += haplotypes[h];
        }
        return (byte) sum;
    }

    private static byte copies(byte allele, int code) {
        if (allele < 0) return -1;
        return (byte) (allele == code ? 1 : 0);
    }
}
