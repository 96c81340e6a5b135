package org.haprag.retrieval;

import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;

/**
 * Which panel haplotypes are the same at every row of a block of typed sites and of the intervals at its sides. They have one
 * number, the <em>kind</em>. Immutable; shared by all targets and threads.
 */
final class BlockKinds {
    /** The number of a haplotype that is a kind by itself, where there are more kinds than a char counts. */
    static final char ALONE = Character.MAX_VALUE;

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

    private int number(BitMatrix alleles, int from, int to, int block) {
        DistinctKeys found = new DistinctKeys(alleles.rows());
        for (int h = 0; h < alleles.rows(); h++) {
            kinds[h * blocks + block] = (char) Math.min(ALONE, found.number(DistinctKeys.keyOf(alleles, h, from, to)));
        }
        return Math.min(ALONE, found.count());
    }
}
