package org.haprag.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;

/**
 * For each block of typed sites, the classes of panel haplotypes that are alike at all typed sites of the block and around it.
 * What the typed sites cannot tell apart for a long way is one state of the copying model, however many haplotypes it is: so a
 * few states stand for thousands of haplotypes where typed sites are few. Immutable; shared by all targets and threads.
 *
 * <p>Alike means that 64 bits of a hash agree.
 */
final class AlikeHaplotypes {
    /** Typed sites a block. */
    static final int BLOCK_SITES = 32;

    /** How many typed sites on both sides of a block the members of a class have in common with each other. */
    static final int REACH = 100;

    /**
     * The classes of one block, numbered as their first members are.
     *
     * @param classOf (N)
     * @param members panel haplotypes; class j has those from {@code starts[j]} to {@code starts[j + 1]}, ascending
     * @param starts (classes + 1)
     */
    record Block(int[] classOf, int[] members, int[] starts) {
        int count() {
            return starts.length - 1;
        }

        /** A haplotype of a class, which carries what all of them carry at the block's typed sites. */
        int example(int j) {
            return members[starts[j]];
        }
    }

    private final Block[] blocks;

    AlikeHaplotypes(BitMatrix byHaplotype, int haplotypes, int typedCount) {
        blocks = new Block[StateBlocks.blockCount(typedCount, BLOCK_SITES)];
        IntStream.range(0, blocks.length)
                .parallel()
                .forEach(b -> blocks[b] = classes(
                        byHaplotype,
                        haplotypes,
                        Math.max(0, b * BLOCK_SITES - REACH),
                        Math.min(typedCount, (b + 1) * BLOCK_SITES + REACH)));
    }

    int blockCount() {
        return blocks.length;
    }

    Block block(int block) {
        return blocks[block];
    }

    private static Block classes(BitMatrix byHaplotype, int haplotypes, int from, int to) {
        int slots = Integer.highestOneBit(Math.max(1, haplotypes)) << 2;
        long[] keys = new long[slots];
        int[] numbers = new int[slots];
        Arrays.fill(numbers, -1);
        int[] classOf = new int[haplotypes];
        int classes = 0;
        for (int h = 0; h < haplotypes; h++) {
            long hash = hash(byHaplotype, h, from, to);
            int slot = (int) (hash >>> 32) & slots - 1;
            while (numbers[slot] >= 0 && keys[slot] != hash) slot = slot + 1 & slots - 1;
            if (numbers[slot] < 0) {
                keys[slot] = hash;
                numbers[slot] = classes++;
            }
            classOf[h] = numbers[slot];
        }
        int[] starts = new int[classes + 1];
        for (int of : classOf) starts[of + 1]++;
        for (int j = 0; j < classes; j++) starts[j + 1] += starts[j];
        int[] at = starts.clone();
        int[] members = new int[haplotypes];
        for (int h = 0; h < haplotypes; h++) members[at[classOf[h]]++] = h;
        return new Block(classOf, members, starts);
    }

    private static long hash(BitMatrix byHaplotype, int hap, int from, int to) {
        long hash = 0;
        for (int at = from; at < to; at += 64) {
            hash = (hash ^ byHaplotype.bits(hap, at, Math.min(64, to - at))) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash *= 0xBF58476D1CE4E5B9L;
        return hash ^ hash >>> 32;
    }
}
