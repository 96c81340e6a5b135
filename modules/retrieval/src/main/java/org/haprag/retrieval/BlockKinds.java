package org.haprag.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;

/**
 * Which panel haplotypes are the same at every row of a block of typed sites and of the intervals at its sides. They have one
 * number, the <em>kind</em>. Immutable; shared by all targets and threads.
 */
final class BlockKinds {
    /** The number of a haplotype that is a kind by itself, where there are more kinds than a char counts. */
    static final char ALONE = Character.MAX_VALUE;

    private static final int WORD = 64;

    private final int blockSites;
    private final int blocks;

    /** (N, blocks) */
    private final char[] kinds;

    private final int[] counts;

    BlockKinds(TypedPanel panel, int blockSites) {
        this.blockSites = blockSites;
        this.blocks = StateBlocks.blockCount(panel.typedCount(), blockSites);
        this.kinds = new char[panel.panel().haplotypeCount() * blocks];
        this.counts = new int[blocks];
        IntStream.range(0, blocks).parallel().forEach(b -> {
            int end = Math.min((b + 1) * blockSites, panel.typedCount());
            counts[b] = number(
                    panel.panelByHaplotype(), panel.intervalStart(b * blockSites), panel.intervalStart(end + 1), b);
        });
    }

    int blockSites() {
        return blockSites;
    }

    int blockOf(int typed) {
        return typed / blockSites;
    }

    /** How many kinds a block has, those apart that are {@link #ALONE}. */
    int count(int block) {
        return counts[block];
    }

    /** A number below {@link #count}, or {@link #ALONE}. */
    int kind(int haplotype, int block) {
        return kinds[haplotype * blocks + block];
    }

    /** Numbers the kinds of a block by an open hash table of their first haplotypes. */
    private int number(BitMatrix alleles, int from, int to, int block) {
        int haplotypes = alleles.rows();
        int[] table = new int[Integer.highestOneBit(4 * haplotypes)];
        Arrays.fill(table, -1);
        int n = 0;
        for (int h = 0; h < haplotypes; h++) {
            int slot = hash(alleles, h, from, to) & table.length - 1;
            while (table[slot] >= 0 && !same(alleles, table[slot], h, from, to)) slot = slot + 1 & table.length - 1;
            if (table[slot] >= 0) {
                kinds[h * blocks + block] = kinds[table[slot] * blocks + block];
            } else {
                table[slot] = h;
                kinds[h * blocks + block] = n < ALONE ? (char) n++ : ALONE;
            }
        }
        return n;
    }

    private static int hash(BitMatrix alleles, int haplotype, int from, int to) {
        long hash = 0;
        for (int row = from; row < to; row += WORD) {
            hash = (hash ^ alleles.bits(haplotype, row, Math.min(WORD, to - row))) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private static boolean same(BitMatrix alleles, int one, int other, int from, int to) {
        for (int row = from; row < to; row += WORD) {
            int length = Math.min(WORD, to - row);
            if (alleles.bits(one, row, length) != alleles.bits(other, row, length)) return false;
        }
        return true;
    }
}
