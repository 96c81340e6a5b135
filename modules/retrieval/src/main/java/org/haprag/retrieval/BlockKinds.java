package org.haprag.retrieval;

import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;

/**
 * Which panel haplotypes are the same at every row of a block of typed sites and of the intervals at its sides. They have one
 * number, the <em>kind</em>. Kinds that carry the same alleles at the typed sites are of one <em>typed kind</em>. Immutable; shared by
 * all targets and threads.
 */
final class BlockKinds {
    /** The number of a haplotype that is a kind by itself, where there are more kinds than a char counts. */
    static final char ALONE = Character.MAX_VALUE;

    /** Blocks that are numbered one after another with the same working memory. */
    private static final int GROUP = 8;

    private final int blockSites;

    /** (blocks, N) */
    private final char[][] kinds;

    /** (blocks, kinds but those that are {@link #ALONE}) the typed kind of each. */
    private final char[][] typedKinds;

    BlockKinds(TypedPanel panel, int blockSites) {
        this.blockSites = blockSites;
        int blocks = StateBlocks.blockCount(panel.typedCount(), blockSites);
        this.kinds = new char[blocks][panel.panel().haplotypeCount()];
        this.typedKinds = new char[blocks][];
        IntStream.range(0, (blocks + GROUP - 1) / GROUP).parallel().forEach(part -> {
            Numbering numbering = new Numbering(panel);
            for (int b = GROUP * part; b < Math.min(blocks, GROUP * (part + 1)); b++) number(numbering, b);
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
        return typedKinds[block].length;
    }

    /** (N) of each panel haplotype, a number below {@link #count} or {@link #ALONE}. */
    char[] kinds(int block) {
        return kinds[block];
    }

    /** (kinds) the typed kind of each, a number below {@link #count}. */
    char[] typedKinds(int block) {
        return typedKinds[block];
    }

    private void number(Numbering numbering, int block) {
        TypedPanel panel = numbering.panel;
        int first = block * blockSites;
        int end = Math.min(first + blockSites, panel.typedCount());
        int[] numbers = numbering.ofRows(panel.intervalStart(first), panel.intervalStart(end + 1));
        char[] typedKind = new char[Math.min(ALONE, numbering.keys.count())];
        numbering.keys.clear();
        int known = 0;
        for (int h = 0; h < numbers.length; h++) {
            int kind = Math.min(ALONE, numbers[h]);
            kinds[block][h] = (char) kind;
            boolean isNew = kind == known && known < typedKind.length;
            if (isNew) typedKind[known++] = (char) numbering.keys.number(typedKey(panel, h, first, end));
        }
        typedKinds[block] = typedKind;
    }

    /** Numbers haplotypes by what they carry, block after block. */
    private static final class Numbering {
        private final TypedPanel panel;
        private final DistinctKeys keys;
        private final long[] carried;
        private final long[] room;
        private final int[] numbers;

        Numbering(TypedPanel panel) {
            int haplotypes = panel.panel().haplotypeCount();
            this.panel = panel;
            this.keys = new DistinctKeys(haplotypes);
            this.carried = new long[haplotypes];
            this.room = new long[haplotypes];
            this.numbers = new int[haplotypes];
        }

        /** (N) a number for each haplotype, the same of those that are the same at the rows [from, to). */
        int[] ofRows(int from, int to) {
            DistinctKeys.keysOf(panel.panelByHaplotype(), from, to, room, carried);
            keys.clear();
            keys.number(carried, numbers);
            return numbers;
        }
    }

    /** A key of what a haplotype carries at typed sites. */
    private static long typedKey(TypedPanel panel, int hap, int first, int end) {
        HaplotypePanel all = panel.panel();
        long key = DistinctKeys.keyOf(panel.byHaplotype(), hap, first, end);
        for (int t = first; t < end; t++) {
            int site = panel.panelSite(t);
            boolean severalAlts = all.firstRow(site + 1) - all.firstRow(site) > 1;
            if (severalAlts) key = DistinctKeys.mixed(key, all.allele(site, hap));
        }
        return key;
    }
}
