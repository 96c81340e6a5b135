package org.haprag.genotype;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which haplotypes each sample has in one stretch of a contig: one or two, side by side, in the order of the samples. Ploidy
 * may change along a contig (at the borders of X's pseudo-autosomal regions), so a panel, a window or a set of typed
 * genotypes has haplotypes of its own. Where all samples have the same ploidy this is arithmetic without arrays.
 *
 * <p>Immutable. Samples and haplotypes are 0-based; their bounds are the caller's to keep.
 */
public final class Haplotypes implements Serializable {
    /** Stands for {@link #shift} where ploidies differ. */
    private static final int MIXED = -1;

    private static final int[] NONE = {};

    private final int samples;

    /** The logarithm, to the base 2, of everybody's ploidy. */
    private final int shift;

    /** (samples + 1) the first haplotype of each sample; empty unless mixed. */
    private final int[] first;

    /** (haplotypes) the sample of each; empty unless mixed. */
    private final int[] owner;

    private Haplotypes(int samples, int shift, int[] first, int[] owner) {
        this.samples = samples;
        this.shift = shift;
        this.first = first;
        this.owner = owner;
    }

    /** Two haplotypes for each of so many samples. */
    public static Haplotypes diploid(int samples) {
        return uniform(samples, 2);
    }

    /** As many haplotypes for each sample as given: 1 or 2. */
    public static Haplotypes of(int... ploidies) {
        int haplotypes = 0;
        for (int s = 0; s < ploidies.length; s++) {
            if (ploidies[s] != 1 && ploidies[s] != 2) {
                throw new IllegalArgumentException("a ploidy is 1 or 2, found " + ploidies[s] + " for sample " + s);
            }
            haplotypes += ploidies[s];
        }
        if (haplotypes == 2 * ploidies.length) return uniform(ploidies.length, 2);
        if (haplotypes == ploidies.length) return uniform(ploidies.length, 1);
        int[] first = new int[ploidies.length + 1];
        int[] owner = new int[haplotypes];
        for (int s = 0; s < ploidies.length; s++) {
            first[s + 1] = first[s] + ploidies[s];
            Arrays.fill(owner, first[s], first[s + 1], s);
        }
        return new Haplotypes(ploidies.length, MIXED, first, owner);
    }

    private static Haplotypes uniform(int samples, int ploidy) {
        if (samples < 0) throw new IllegalArgumentException("found " + samples + " samples");
        return new Haplotypes(samples, ploidy - 1, NONE, NONE);
    }

    /** How many haplotypes there are in all. */
    public int count() {
        return first(samples);
    }

    public int sampleCount() {
        return samples;
    }

    /** How many haplotypes a sample has: 1 or 2. */
    public int ploidy(int sample) {
        return end(sample) - first(sample);
    }

    /** The first haplotype of a sample. */
    public int first(int sample) {
        return shift >= 0 ? sample << shift : first[sample];
    }

    /** The haplotype after a sample's last one. */
    public int end(int sample) {
        return first(sample + 1);
    }

    /** The sample that a haplotype belongs to. */
    public int sampleOf(int haplotype) {
        return shift >= 0 ? haplotype >> shift : owner[haplotype];
    }

    /** 0 for the first haplotype of its sample, 1 for the second. */
    public int indexInSample(int haplotype) {
        return haplotype - first(sampleOf(haplotype));
    }

    /** The other haplotype of the same sample; of a haploid sample its one. */
    public int other(int haplotype) {
        int sample = sampleOf(haplotype);
        return first(sample) + end(sample) - 1 - haplotype;
    }

    /** Whether every sample has two. */
    public boolean allDiploid() {
        return shift == 1 || samples == 0;
    }

    /** Those of the samples [from, to), counted from 0. */
    public Haplotypes samples(int from, int to) {
        if (shift != MIXED) return uniform(to - from, 1 << shift);
        int[] ploidies = new int[to - from];
        for (int s = from; s < to; s++) ploidies[s - from] = ploidy(s);
        return of(ploidies);
    }

    /** Those of the given samples, in their order, counted from 0. */
    public Haplotypes subset(int[] keptSamples) {
        if (shift != MIXED) return uniform(keptSamples.length, 1 << shift);
        return of(Arrays.stream(keptSamples).map(this::ploidy).toArray());
    }

    /** The haplotypes that {@link #subset} keeps, as they are counted here. */
    public int[] indices(int[] keptSamples) {
        int[] out = new int[subset(keptSamples).count()];
        int n = 0;
        for (int s : keptSamples) for (int h = first(s); h < end(s); h++) out[n++] = h;
        return out;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Haplotypes other
                && other.samples == samples
                && other.count() == count()
                && Arrays.equals(other.first, first);
    }

    @Override
    public int hashCode() {
        return 31 * samples + count();
    }

    @Override
    public String toString() {
        return samples + " samples with " + count() + " haplotypes";
    }
}
