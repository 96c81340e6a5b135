package org.haprag.retrieval;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.Haplotypes;

/**
 * Panel samples that a target must not see: itself, and relatives if the caller gives them. Excluded haplotypes take part in
 * nothing that the target gets: selection of states, forward and backward pass, neighbours, allele counts and frequencies
 * (and what follows from them: the copying probabilities and the local frequency), and the clustering of carriers
 * ({@link LocalClustering}). Whether a panel is small enough to take all haplotypes as states is decided by its size alone,
 * the excluded counted.
 */
public final class Exclusions implements Serializable {
    private static final int[] NONE = {};
    private final int[][] samplesOfTarget;

    /** Hidden from some target, of these or of those that these were taken from; ascending. */
    private final int[] hidden;

    private Exclusions(int[][] samplesOfTarget, int[] hidden) {
        this.samplesOfTarget = samplesOfTarget;
        this.hidden = hidden;
    }

    /** Nothing is excluded, for any number of targets. */
    public static Exclusions none(int targetSamples) {
        int[][] all = new int[targetSamples][];
        Arrays.fill(all, NONE);
        return new Exclusions(all, NONE);
    }

    /** @param samplesOfTarget for each target sample the panel samples that it must not see, in any order */
    public static Exclusions of(int[][] samplesOfTarget) {
        int[][] sorted = new int[samplesOfTarget.length][];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Arrays.stream(samplesOfTarget[i]).distinct().sorted().toArray();
        }
        return new Exclusions(sorted, union(sorted));
    }

    /** Panel samples that are targets themselves: target sample i is the i-th of them, and must not see itself. */
    public static Exclusions ofThemselves(int[] samples) {
        return of(IntStream.of(samples).mapToObj(s -> new int[] {s}).toArray(int[][]::new));
    }

    /** These, and of each target sample one panel sample more. @param more -1 where there is none */
    public Exclusions and(int[] more) {
        int[][] both = new int[samplesOfTarget.length][];
        for (int i = 0; i < both.length; i++) {
            IntStream added = more[i] < 0 ? IntStream.empty() : IntStream.of(more[i]);
            both[i] = IntStream.concat(Arrays.stream(samplesOfTarget[i]), added).toArray();
        }
        return of(both);
    }

    /** Those of the target samples [from, to), which are then counted from {@code from}. */
    public Exclusions targets(int from, int to) {
        return new Exclusions(Arrays.copyOfRange(samplesOfTarget, from, to), hidden);
    }

    /** Those of the given target samples, which are then counted in their order. */
    public Exclusions targets(int[] kept) {
        return new Exclusions(
                Arrays.stream(kept).mapToObj(s -> samplesOfTarget[s]).toArray(int[][]::new), hidden);
    }

    /** Whether nothing is excluded for any target. */
    public boolean areNone() {
        return Arrays.stream(samplesOfTarget).allMatch(samples -> samples.length == 0);
    }

    /**
     * The panel samples, ascending, that every target may see, of these or of those that these were taken from ({@link #targets}): so a
     * batch of targets has what all have.
     */
    public int[] seenByAll(int panelSamples) {
        return IntStream.range(0, panelSamples)
                .filter(s -> Arrays.binarySearch(hidden, s) < 0)
                .toArray();
    }

    /** Panel samples, ascending, that a target sample may see: at most so many, evenly spread over all that it may. */
    int[] seen(int targetSample, int panelSamples, int most) {
        int[] not = samplesOfTarget[targetSample];
        int count = panelSamples - not.length;
        int[] out = new int[Math.min(most, count)];
        int passed = 0;
        for (int i = 0; i < out.length; i++) {
            int place = Spread.place(i, out.length, count);
            while (passed < not.length && not[passed] <= place + passed) passed++;
            out[i] = place + passed;
        }
        return out;
    }

    /** The panel samples, ascending, that a target sample must not see. Not copied: do not write to it. */
    int[] samples(int targetSample) {
        return samplesOfTarget[targetSample];
    }

    /** The panel haplotypes, ascending, that a target sample must not see. */
    int[] haplotypes(int targetSample, Haplotypes panel) {
        return panel.indices(samplesOfTarget[targetSample]);
    }

    /** The panel haplotypes, ascending, that any target must not see. */
    int[] haplotypes(Haplotypes panel) {
        return panel.indices(union(samplesOfTarget));
    }

    private static int[] union(int[][] samples) {
        return Arrays.stream(samples)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
    }

    /** How many panel haplotypes a target sample may see, and so copy. */
    public int copyable(int targetSample, Haplotypes panel) {
        int count = panel.count();
        for (int panelSample : samplesOfTarget[targetSample]) count -= panel.ploidy(panelSample);
        return count;
    }

    /** Whether a panel haplotype is hidden from a target sample. */
    public boolean excludes(int targetSample, Haplotypes panel, int panelHap) {
        int[] samples = samplesOfTarget[targetSample];
        return samples.length > 0 && Arrays.binarySearch(samples, panel.sampleOf(panelHap)) >= 0;
    }
}
