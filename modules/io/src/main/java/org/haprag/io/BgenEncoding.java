package org.haprag.io;

/**
 * How a BGEN holds probabilities.
 *
 * @param precision bits a probability
 * @param phasing whether they are those of haplotypes or of genotypes
 */
public record BgenEncoding(Precision precision, Phasing phasing) {
    /** Bits a probability. */
    public enum Precision {
        /** To 1/255: what UK Biobank has and regenie reads fastest. */
        BITS_8(8),
        /** To 1/65535. */
        BITS_16(16);

        private final int bits;

        Precision(int bits) {
            this.bits = bits;
        }

        int bits() {
            return bits;
        }
    }

    /** Of what the probabilities are. */
    public enum Phasing {
        /** P(genotype), VCF's GP. */
        UNPHASED,
        /** P(a haplotype carries an allele), VCF's HDS. */
        PHASED
    }
}
