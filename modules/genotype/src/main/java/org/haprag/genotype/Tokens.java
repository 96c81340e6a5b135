package org.haprag.genotype;

/** The vocabulary: one code a haplotype and site. */
public final class Tokens {
    /** The reference allele. */
    public static final int REF = 0;

    /** The first ALT allele. */
    public static final int ALT = 1;

    /** Hidden or not called. */
    public static final int MASK = 2;

    /** An ALT allele other than the first. */
    public static final int OTHER_ALT = 3;

    /** Size of the vocabulary. */
    public static final int COUNT = 4;

    private Tokens() {}

    /** The token of an allele code: 0 REF, i the i-th ALT, negative if missing. */
    public static int of(int allele) {
        if (allele < 0) return MASK;
        return allele <= 1 ? allele : OTHER_ALT;
    }
}
