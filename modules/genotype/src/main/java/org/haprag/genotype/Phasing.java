package org.haprag.genotype;

import java.io.Serializable;

/**
 * Of some genotypes, whether it is known which allele lies on which haplotype. One bit a genotype where that is unknown of
 * some, no memory where it is known of all. Immutable.
 */
public final class Phasing implements Serializable {
    private static final Phasing KNOWN = new Phasing(new BitMatrix(0, 0));

    /** (sites, samples) a one where the phase is unknown; without rows where all are known. */
    private final BitMatrix unknown;

    private Phasing(BitMatrix unknown) {
        this.unknown = unknown;
    }

    /** The phase of every genotype is known, whatever the number of sites and samples. */
    public static Phasing known() {
        return KNOWN;
    }

    /** @param unknown (sites, samples) a one where the phase is unknown; not copied */
    public static Phasing unknownAt(BitMatrix unknown) {
        for (int site = 0; site < unknown.rows(); site++) if (unknown.count(site) > 0) return new Phasing(unknown);
        return KNOWN;
    }

    public boolean known(int site, int sample) {
        return unknown.rows() == 0 || !unknown.get(site, sample);
    }

    /** Whether this may belong to so many sites and samples. */
    boolean fits(int sites, int samples) {
        return unknown.rows() == 0 || unknown.rows() == sites && unknown.columns() == samples;
    }

    /** That of the given sites, in their order. */
    Phasing sites(int[] kept) {
        if (unknown.rows() == 0) return this;
        BitMatrix part = new BitMatrix(kept.length, unknown.columns());
        for (int i = 0; i < kept.length; i++) {
            for (int w = 0; w < part.wordsPerRow(); w++) part.setWord(i, w, unknown.word(kept[i], w));
        }
        return unknownAt(part);
    }

    /** That of the samples [from, to). */
    Phasing samples(int from, int to) {
        if (unknown.rows() == 0) return this;
        BitMatrix part = new BitMatrix(unknown.rows(), to - from);
        for (int site = 0; site < part.rows(); site++) {
            for (int s = from; s < to; s++) if (unknown.get(site, s)) part.set(site, s - from);
        }
        return unknownAt(part);
    }

    /** That of the given samples, in their order. */
    Phasing samples(int[] kept) {
        if (unknown.rows() == 0) return this;
        BitMatrix part = new BitMatrix(unknown.rows(), kept.length);
        for (int site = 0; site < part.rows(); site++) {
            for (int i = 0; i < kept.length; i++) if (unknown.get(site, kept[i])) part.set(site, i);
        }
        return unknownAt(part);
    }
}
