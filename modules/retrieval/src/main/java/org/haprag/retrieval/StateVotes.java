package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.Haplotypes;

/**
 * Gathers, block by block, how much speaks for each panel haplotype as a state of one diploid sample, and makes the classes
 * with most votes its states. A haplotype counts around the block that it was voted for as well, so that states stay states
 * from block to block: what leaves them has to switch. One instance serves one sample.
 */
final class StateVotes {
    /** In so many typed sites a vote loses all but 1/e. */
    private static final double FADING = 100;

    /** Votes that have faded to less than this do not count. */
    private static final double LEAST = .02;

    private final TypedPanel panel;
    private final Exclusions exclusions;
    private final int sample;

    /** (N) the number of a haplotype among the candidates, -1 where it is none. */
    private final int[] numberOf;

    private int[] candidates = new int[1024];
    private int count;

    /** (blocks, candidates) */
    private final float[][] votes;

    private final Largest largest = new Largest();
    private long[] ranked = {};
    private float[] ofClass = {};
    private int[] voted = {};

    StateVotes(TypedPanel panel, Exclusions exclusions, int sample) {
        this.panel = panel;
        this.exclusions = exclusions;
        this.sample = sample;
        this.numberOf = new int[panel.panel().haplotypeCount()];
        Arrays.fill(numberOf, -1);
        this.votes = new float[panel.alikeHaplotypes().blockCount()][1024];
    }

    void add(int block, int hap, float vote) {
        int number = numberOf[hap];
        if (number < 0) {
            if (count == candidates.length) candidates = Arrays.copyOf(candidates, 2 * count);
            candidates[count] = hap;
            number = numberOf[hap] = count++;
        }
        if (votes[block].length <= number) votes[block] = Arrays.copyOf(votes[block], candidates.length);
        votes[block][number] += vote;
    }

    /**
     * The K classes with most votes in each block, of those that have any.
     *
     * @param most K at most
     * @param prior where switches of the sample go
     */
    StateClasses elect(int most, CopyingPrior prior) {
        AlikeHaplotypes alike = panel.alikeHaplotypes();
        int[] order = ascending();
        StateClasses.Block[] blocks = new StateClasses.Block[votes.length];
        float[] sums = new float[count];
        for (int b = 0; b < blocks.length; b++) {
            Arrays.fill(sums, 0);
            for (int c = 0; c < blocks.length; c++) {
                double weight = Math.exp(-Math.abs(b - c) * AlikeHaplotypes.BLOCK_SITES / FADING);
                if (weight >= LEAST) addTo(sums, votes[c], (float) weight);
            }
            blocks[b] = elect(alike.block(b), order, sums, most, prior);
        }
        return new StateClasses(panel.typedCount(), blocks, numberOf.length);
    }

    private static void addTo(float[] sums, float[] votes, float weight) {
        int n = Math.min(sums.length, votes.length);
        for (int i = 0; i < n; i++) sums[i] += weight * votes[i];
    }

    /** The numbers of the candidates in the order of their haplotypes: what is excluded must not decide in which order sums grow. */
    private int[] ascending() {
        int[] haps = Arrays.copyOf(candidates, count);
        Arrays.sort(haps);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) numbers[i] = numberOf[haps[i]];
        return numbers;
    }

    private StateClasses.Block elect(
            AlikeHaplotypes.Block alike, int[] order, float[] sums, int most, CopyingPrior prior) {
        if (ofClass.length < alike.count()) {
            ofClass = new float[alike.count()];
            voted = new int[alike.count()];
        }
        Arrays.fill(ofClass, 0, alike.count(), 0);
        int n = 0;
        for (int number : order) {
            if (sums[number] == 0) continue;
            int j = alike.classOf()[candidates[number]];
            if (ofClass[j] == 0) voted[n++] = j;
            ofClass[j] += sums[number];
        }
        if (ranked.length < n) ranked = new long[2 * n];
        for (int i = 0; i < n; i++) ranked[i] = Largest.number(ofClass[voted[i]], i);
        long least = largest.least(ranked, n, most);
        int kept = 0;
        for (int i = 0; i < n; i++) if (ranked[i] >= least) voted[kept++] = voted[i];
        return members(alike, Arrays.copyOf(voted, kept), prior);
    }

    private StateClasses.Block members(AlikeHaplotypes.Block alike, int[] classes, CopyingPrior prior) {
        Haplotypes haplotypes = panel.panel().haplotypes();
        int[] starts = new int[classes.length + 1];
        int size = 0;
        for (int j : classes) size += alike.starts()[j + 1] - alike.starts()[j];
        int[] members = new int[size];
        int n = 0;
        int kept = 0;
        for (int j : classes) {
            int before = n;
            for (int m = alike.starts()[j]; m < alike.starts()[j + 1]; m++) {
                int hap = alike.members()[m];
                if (!exclusions.excludes(sample, haplotypes, hap)) members[n++] = hap;
            }
            if (n > before) starts[++kept] = n;
        }
        return StateClasses.Block.of(Arrays.copyOf(members, n), Arrays.copyOf(starts, kept + 1), prior);
    }
}
