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

    /** (blocks, N) */
    private final char[][] kinds;

    private final int[] counts;

    BlockKinds(TypedPanel panel, int blockSites) {
        this.blockSites = blockSites;
        int blocks = StateBlocks.blockCount(panel.typedCount(), blockSites);
        this.kinds = new char[blocks][panel.panel().haplotypeCount()];
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

    /** (N) of each panel haplotype, a number below {@link #count} or {@link #ALONE}. */
    char[] kinds(int block) {
        return kinds[block];
    }

    private int number(BitMatrix alleles, int from, int to, int block) {
        DistinctKeys found = new DistinctKeys(alleles.rows());
        for (int h = 0; h < alleles.rows(); h++) {
            kinds[block][h] = (char) Math.min(ALONE, found.number(DistinctKeys.keyOf(alleles, h, from, to)));
        }
        return Math.min(ALONE, found.count());
    }
}
