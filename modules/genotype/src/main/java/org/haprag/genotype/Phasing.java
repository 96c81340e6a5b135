package org.haprag.genotype;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Of some genotypes, which lie in a known order relative to which others: all of a sample's but those of unknown phase or, of a
 * sample with several phase sets, those of one set. One bit a genotype where the phase of some is unknown, a number a genotype
 * for samples with several sets, no memory where all is known. Immutable.
 */
public final class Phasing implements Serializable {
    /** The set of a genotype whose phase is unknown. */
    public static final int OPEN = -1;

    private static final int[] ONE_SET = {};
    private static final Phasing KNOWN = new Phasing(new BitMatrix(0, 0), new int[0][]);

    /** (sites, samples) a one where the phase is unknown; without rows where all are known. */
    private final BitMatrix unknown;

    /** (samples, sites) set numbers, or {@link #OPEN}; no sites for samples with one set, no samples where all are such. */
    private final int[][] sets;

    private Phasing(BitMatrix unknown, int[][] sets) {
        this.unknown = unknown;
        this.sets = sets;
    }

    /** The phase of every genotype is known, whatever the number of sites and samples. */
    public static Phasing known() {
        return KNOWN;
    }

    /** @param unknown (sites, samples) a one where the phase is unknown; not copied */
    public static Phasing unknownAt(BitMatrix unknown) {
        return of(unknown, new int[0][]);
    }

    /**
     * Where samples have several phase sets.
     *
     * @param unknown (sites, samples) a one where the phase is unknown; not copied
     * @param sets (samples, sites) the set of each genotype, from 0, {@link #OPEN} where its phase is unknown; no sites for a
     *     sample with one set; no samples where all are such; not copied
     */
    public static Phasing of(BitMatrix unknown, int[][] sets) {
        int[][] several =
                Arrays.stream(sets).map(row -> several(row) ? row : new int[0]).toArray(int[][]::new);
        boolean any = Arrays.stream(several).anyMatch(row -> row.length > 0);
        for (int site = 0; site < unknown.rows() && !any; site++) any = unknown.count(site) > 0;
        if (!any) return KNOWN;
        return new Phasing(unknown, Arrays.stream(several).allMatch(row -> row.length == 0) ? new int[0][] : several);
    }

    private static boolean several(int[] sets) {
        int one = OPEN;
        for (int set : sets) {
            if (set == OPEN || set == one) continue;
            if (one != OPEN) return true;
            one = set;
        }
        return false;
    }

    /** Whether the first allele of a genotype lies on the sample's first haplotype: it has a phase, and there is one set. */
    public boolean known(int site, int sample) {
        return unknown.rows() == 0 || !unknown.get(site, sample) && setsOf(sample).length == 0;
    }

    /**
     * The phase set of a genotype: the order of two genotypes of a sample, relative to each other, is known where these numbers
     * are equal. {@link #OPEN} where the phase is unknown. Of a homozygote it means nothing.
     */
    public int set(int site, int sample) {
        if (unknown.rows() == 0) return 0;
        if (setsOf(sample).length > 0) return setsOf(sample)[site];
        return unknown.get(site, sample) ? OPEN : 0;
    }

    /** Whether a sample has several phase sets. */
    boolean severalSets(int sample) {
        return setsOf(sample).length > 0;
    }

    private int[] setsOf(int sample) {
        return sets.length == 0 ? ONE_SET : sets[sample];
    }

    /** Whether this may belong to so many sites and samples. */
    boolean fits(int sites, int samples) {
        return unknown.rows() == 0
                || unknown.rows() == sites
                        && unknown.columns() == samples
                        && (sets.length == 0 || sets.length == samples)
                        && Arrays.stream(sets).allMatch(row -> row.length == 0 || row.length == sites);
    }

    /** The same for so many sites and samples, but unknown of some samples. @param whose asked once a sample, in their order */
    Phasing without(int sites, int samples, IntPredicate whose) {
        BitMatrix open = new BitMatrix(sites, samples);
        int[][] kept = new int[samples][];
        for (int s = 0; s < samples; s++) {
            boolean lost = whose.test(s);
            kept[s] = lost ? ONE_SET : setsOf(s);
            for (int t = 0; t < sites; t++) if (lost || unknown.rows() > 0 && unknown.get(t, s)) open.set(t, s);
        }
        return of(open, kept);
    }

    /** That of the given sites, in their order. */
    Phasing sites(int[] kept) {
        if (unknown.rows() == 0) return this;
        BitMatrix part = new BitMatrix(kept.length, unknown.columns());
        for (int i = 0; i < kept.length; i++) part.setRow(i, unknown, kept[i]);
        return of(
                part,
                Arrays.stream(sets)
                        .map(row -> row.length == 0
                                ? row
                                : Arrays.stream(kept).map(site -> row[site]).toArray())
                        .toArray(int[][]::new));
    }

    /** That of the samples [from, to). */
    Phasing samples(int from, int to) {
        return samples(IntStream.range(from, to).toArray());
    }

    /** That of the given samples, in their order. */
    Phasing samples(int[] kept) {
        if (unknown.rows() == 0) return this;
        BitMatrix part = new BitMatrix(unknown.rows(), kept.length);
        for (int site = 0; site < part.rows(); site++) {
            for (int i = 0; i < kept.length; i++) if (unknown.get(site, kept[i])) part.set(site, i);
        }
        return of(part, Arrays.stream(kept).mapToObj(this::setsOf).toArray(int[][]::new));
    }
}
