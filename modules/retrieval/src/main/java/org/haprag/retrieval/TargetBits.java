package org.haprag.retrieval;

import org.haprag.genotype.TypedHaplotypes;

/**
 * One target haplotype's observed alleles as bits, for match lengths by XOR. Two different ALT alleles count as a match
 * here; the emission of {@link CopyingPosterior} tells them apart.
 */
final class TargetBits {
    private final long[] carries;
    private final long[] observed;
    private final int typedCount;
    private final int sample;

    TargetBits(TypedHaplotypes targets, int hap) {
        typedCount = targets.typedCount();
        sample = targets.haplotypes().sampleOf(hap);
        carries = new long[(typedCount + 63) >>> 6];
        observed = new long[carries.length];
        byte[] alleles = targets.row(hap);
        for (int t = 0; t < typedCount; t++) {
            if (alleles[t] >= 0) observed[t >>> 6] |= 1L << t;
            if (alleles[t] > 0) carries[t >>> 6] |= 1L << t;
        }
    }

    private TargetBits(long[] carries, long[] observed, int typedCount, int sample) {
        this.carries = carries;
        this.observed = observed;
        this.typedCount = typedCount;
        this.sample = sample;
    }

    /** What both haplotypes of a diploid sample are known to carry: its homozygotes; all else is missing. */
    static TargetBits ofHomozygotes(TypedHaplotypes targets, int sample) {
        TargetBits first = new TargetBits(targets, targets.haplotypes().first(sample));
        TargetBits second = new TargetBits(targets, targets.haplotypes().end(sample) - 1);
        long[] alike = new long[first.carries.length];
        for (int w = 0; w < alike.length; w++) {
            alike[w] = first.observed[w] & second.observed[w] & ~(first.carries[w] ^ second.carries[w]);
        }
        return new TargetBits(first.carries, alike, first.typedCount, sample);
    }

    /** The target sample that the haplotype belongs to. */
    int sample() {
        return sample;
    }

    boolean missing(int typed) {
        return (observed[typed >>> 6] >>> typed & 1) == 0;
    }

    boolean carries(int typed) {
        return (carries[typed >>> 6] >>> typed & 1) != 0;
    }

    private long mismatches(TypedPanel panel, int panelHap, int word) {
        return (panel.byHaplotype().word(panelHap, word) ^ carries[word]) & observed[word];
    }

    /** The last typed site before {@code from} where the panel haplotype differs, or -1. */
    int mismatchBefore(TypedPanel panel, int panelHap, int from) {
        if (from <= 0) return -1;
        int word = (from - 1) >>> 6;
        long bits = mismatches(panel, panelHap, word) & (-1L >>> (63 - ((from - 1) & 63)));
        while (bits == 0) {
            if (--word < 0) return -1;
            bits = mismatches(panel, panelHap, word);
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
    }

    /** The first typed site at or after {@code from} where the panel haplotype differs, or T. */
    int mismatchFrom(TypedPanel panel, int panelHap, int from) {
        if (from >= typedCount) return typedCount;
        int word = from >>> 6;
        long bits = mismatches(panel, panelHap, word) & (-1L << from);
        while (bits == 0) {
            if (++word == carries.length) return typedCount;
            bits = mismatches(panel, panelHap, word);
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }
}
