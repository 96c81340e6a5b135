package org.haprag.retrieval;

import java.util.Arrays;

/**
 * The states of a diploid sample in each block of typed sites: classes of {@link AlikeHaplotypes}, without the members that the
 * sample must not see. A switch goes to a class as often as to its members.
 */
final class StateClasses {
    /** Even at 0 cM a switch stays possible: products of what both passes leave of a pair stay in float's range. */
    private static final double LEAST_SWITCH = 1e-6;

    /** The probability of a switch over a distance, at a rate among such classes. */
    static double switchProbability(double cm, double perCm) {
        return Math.max(LEAST_SWITCH, -Math.expm1(-perCm * cm));
    }

    /**
     * The classes of one block.
     *
     * @param members panel haplotypes; class j has those from {@code starts[j]} to {@code starts[j + 1]}
     * @param starts (K + 1)
     * @param parts by member, what of the copying of its class goes to it
     * @param shares (K) what of the switches goes to each class
     */
    record Block(int[] members, int[] starts, float[] parts, float[] shares) {
        static Block of(int[] members, int[] starts, CopyingPrior prior) {
            float[] parts = new float[members.length];
            double[] sums = new double[starts.length - 1];
            double all = 0;
            for (int j = 0; j < sums.length; j++) {
                for (int m = starts[j]; m < starts[j + 1]; m++) {
                    parts[m] = prior.of(members[m]);
                    sums[j] += parts[m];
                }
                for (int m = starts[j]; m < starts[j + 1]; m++) parts[m] /= (float) sums[j];
                all += sums[j];
            }
            float[] shares = new float[sums.length];
            for (int j = 0; j < shares.length; j++) shares[j] = (float) (sums[j] / all);
            return new Block(members, starts, parts, shares);
        }

        /** K. */
        int count() {
            return shares.length;
        }

        /** How many panel haplotypes a class has. */
        int size(int j) {
            return starts[j + 1] - starts[j];
        }

        /** A haplotype of a class, which carries what all of them carry at the block's typed sites. */
        int example(int j) {
            return members[starts[j]];
        }
    }

    /**
     * Where the members of a block's classes are in the next block: from class j, {@code share[i]} of them lie in class
     * {@code to[i]}, i from {@code starts[j]} to {@code starts[j + 1]}; the rest are no states there.
     *
     * @param leaves (K) the share of each class that is not found
     */
    record Passage(int[] starts, int[] to, float[] share, float[] leaves) {}

    private final int typedCount;
    private final int haplotypes;
    private final Block[] blocks;

    /**
     * @param blocks of {@link AlikeHaplotypes#BLOCK_SITES} typed sites each; none without a class
     * @param haplotypes N, the size of the panel
     */
    StateClasses(int typedCount, Block[] blocks, int haplotypes) {
        this.typedCount = typedCount;
        this.blocks = blocks;
        this.haplotypes = haplotypes;
    }

    /** @param classOf (N) -1 each; so again afterwards */
    private static Passage passage(Block from, Block to, int[] classOf) {
        for (int j = 0; j < to.count(); j++) {
            for (int m = to.starts[j]; m < to.starts[j + 1]; m++) classOf[to.members[m]] = j;
        }
        int[] starts = new int[from.count() + 1];
        int[] targets = new int[from.members.length];
        float[] share = new float[from.members.length];
        float[] leaves = new float[from.count()];
        float[] found = new float[to.count()];
        int n = 0;
        for (int j = 0; j < from.count(); j++) {
            starts[j] = n;
            float lost = 0;
            for (int m = from.starts[j]; m < from.starts[j + 1]; m++) {
                int there = classOf[from.members[m]];
                if (there < 0) {
                    lost += from.parts[m];
                    continue;
                }
                if (found[there] == 0) targets[n++] = there;
                found[there] += from.parts[m];
            }
            leaves[j] = lost;
            for (int i = starts[j]; i < n; i++) {
                share[i] = found[targets[i]];
                found[targets[i]] = 0;
            }
        }
        starts[from.count()] = n;
        for (int hap : to.members) classOf[hap] = -1;
        return new Passage(starts, Arrays.copyOf(targets, n), Arrays.copyOf(share, n), leaves);
    }

    int count() {
        return blocks.length;
    }

    Block block(int block) {
        return blocks[block];
    }

    /**
     * By block, of those that end in a block [from, to): to the next one. Not kept: that would double what all samples of a batch have.
     */
    Passage[] passages(int from, int to) {
        Passage[] out = new Passage[blocks.length];
        int[] classOf = new int[haplotypes];
        Arrays.fill(classOf, -1);
        for (int b = Math.max(0, from - 1); b < to - 1; b++) out[b] = passage(blocks[b], blocks[b + 1], classOf);
        return out;
    }

    int blockOf(int typed) {
        return typed / AlikeHaplotypes.BLOCK_SITES;
    }

    int firstTyped(int block) {
        return block * AlikeHaplotypes.BLOCK_SITES;
    }

    int endTyped(int block) {
        return Math.min((block + 1) * AlikeHaplotypes.BLOCK_SITES, typedCount);
    }

    /** The largest K of a block. */
    int largest() {
        int most = 0;
        for (Block block : blocks) most = Math.max(most, block.count());
        return most;
    }
}
