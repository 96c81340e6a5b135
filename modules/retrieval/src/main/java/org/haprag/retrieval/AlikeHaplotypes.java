package org.haprag.retrieval;

import java.util.stream.IntStream;

/**
 * For each block of typed sites, the classes of panel haplotypes that are alike at all typed sites of the block and around it.
 * What the typed sites cannot tell apart for a long way is one state of the copying model, however many haplotypes it is: so a
 * few states stand for thousands of haplotypes where typed sites are few. Immutable; shared by all targets and threads.
 *
 * <p>Alike means that the keys of {@link DistinctKeys} agree.
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

    AlikeHaplotypes(TypedPanel panel) {
        blocks = new Block[StateBlocks.blockCount(panel.typedCount(), BLOCK_SITES)];
        int[] severalAlts = IntStream.range(0, panel.typedCount())
                .filter(t -> severalAlts(panel, t))
                .toArray();
        IntStream.range(0, blocks.length)
                .parallel()
                .forEach(b -> blocks[b] = classes(
                        panel,
                        severalAlts,
                        Math.max(0, b * BLOCK_SITES - REACH),
                        Math.min(panel.typedCount(), (b + 1) * BLOCK_SITES + REACH)));
    }

    private static boolean severalAlts(TypedPanel panel, int typed) {
        int site = panel.panelSite(typed);
        return panel.panel().firstRow(site + 1) - panel.panel().firstRow(site) > 1;
    }

    int blockCount() {
        return blocks.length;
    }

    Block block(int block) {
        return blocks[block];
    }

    private static Block classes(TypedPanel panel, int[] severalAlts, int from, int to) {
        int haplotypes = panel.panel().haplotypeCount();
        DistinctKeys found = new DistinctKeys(haplotypes);
        int[] classOf = new int[haplotypes];
        for (int h = 0; h < haplotypes; h++) classOf[h] = found.number(key(panel, severalAlts, h, from, to));
        int classes = found.count();
        int[] starts = new int[classes + 1];
        for (int of : classOf) starts[of + 1]++;
        for (int j = 0; j < classes; j++) starts[j + 1] += starts[j];
        int[] at = starts.clone();
        int[] members = new int[haplotypes];
        for (int h = 0; h < haplotypes; h++) members[at[classOf[h]]++] = h;
        return new Block(classOf, members, starts);
    }

    private static long key(TypedPanel panel, int[] severalAlts, int hap, int from, int to) {
        long key = DistinctKeys.keyOf(panel.byHaplotype(), hap, from, to);
        for (int t : severalAlts) {
            if (t >= from && t < to) key = DistinctKeys.mixed(key, panel.panel().allele(panel.panelSite(t), hap));
        }
        return key;
    }
}
