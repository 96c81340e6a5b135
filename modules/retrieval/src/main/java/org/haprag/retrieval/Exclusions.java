package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.Haplotypes;

/**
 * Panel samples that a target must not see: itself, and relatives if the caller gives them. Excluded haplotypes take part
 * in nothing that the target gets: selection, forward and backward pass, allele counts and frequencies.
 */
public final class Exclusions {
    private static final int[] NONE = {};
    private final int[][] samplesOfTarget;

    private Exclusions(int[][] samplesOfTarget) {
        this.samplesOfTarget = samplesOfTarget;
    }

    /** Nothing is excluded, for any number of targets. */
    public static Exclusions none(int targetSamples) {
        int[][] all = new int[targetSamples][];
        Arrays.fill(all, NONE);
        return new Exclusions(all);
    }

    /** @param samplesOfTarget for each target sample the panel samples that it must not see, in any order */
    public static Exclusions of(int[][] samplesOfTarget) {
        int[][] sorted = new int[samplesOfTarget.length][];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Arrays.stream(samplesOfTarget[i]).distinct().sorted().toArray();
        }
        return new Exclusions(sorted);
    }

    /** Those of the target samples [from, to), which are then counted from {@code from}. */
    public Exclusions targets(int from, int to) {
        return new Exclusions(Arrays.copyOfRange(samplesOfTarget, from, to));
    }

    /** The panel samples, ascending, that a target sample must not see. Not copied: do not write to it. */
    int[] samples(int targetSample) {
        return samplesOfTarget[targetSample];
    }

    /** How many panel haplotypes the target sample must not see. */
    public int haplotypeCount(int targetSample, Haplotypes panel) {
        int count = 0;
        for (int panelSample : samplesOfTarget[targetSample]) count += panel.ploidy(panelSample);
        return count;
    }

    /** Whether a panel haplotype is hidden from a target sample. */
    public boolean excludes(int targetSample, Haplotypes panel, int panelHap) {
        int[] samples = samplesOfTarget[targetSample];
        return samples.length > 0 && Arrays.binarySearch(samples, panel.sampleOf(panelHap)) >= 0;
    }

    /** As above, where all panel samples are diploid. */
    public int haplotypeCount(int targetSample) {
        return 2 * samplesOfTarget[targetSample].length;
    }

    /** As above, where all panel samples are diploid. */
    public boolean excludes(int targetSample, int panelHap) {
        int[] samples = samplesOfTarget[targetSample];
        return samples.length > 0 && Arrays.binarySearch(samples, panelHap >> 1) >= 0;
    }
}
