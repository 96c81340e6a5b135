package org.haprag.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;

/**
 * Which panel haplotypes are the same at every row of a block of typed sites and of the intervals at its sides. They have one
 * number, the <em>kind</em>. Kinds that carry the same alleles at the typed sites are of one <em>typed kind</em>. Immutable; shared by
 * all targets and threads.
 */
final class BlockKinds {
    /** The number of a haplotype that is a kind by itself, where there are more kinds than a char counts. */
    static final char ALONE = Character.MAX_VALUE;

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
        IntStream.range(0, blocks).parallel().forEach(b -> number(panel, b));
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

    private void number(TypedPanel panel, int block) {
        int first = block * blockSites;
        int end = Math.min(first + blockSites, panel.typedCount());
        int fromRow = panel.intervalStart(first);
        int toRow = panel.intervalStart(end + 1);
        BitMatrix alleles = panel.panelByHaplotype();
        DistinctKeys found = new DistinctKeys(alleles.rows());
        int[] examples = new int[256];
        for (int h = 0; h < alleles.rows(); h++) {
            int known = found.count();
            int kind = found.number(DistinctKeys.keyOf(alleles, h, fromRow, toRow));
            if (kind == examples.length) examples = Arrays.copyOf(examples, 2 * kind);
            if (kind == known) examples[kind] = h;
            kinds[block][h] = (char) Math.min(ALONE, kind);
        }
        char[] typedKind = new char[Math.min(ALONE, found.count())];
        DistinctKeys typed = new DistinctKeys(typedKind.length);
        for (int kind = 0; kind < typedKind.length; kind++) {
            typedKind[kind] = (char) typed.number(typedKey(panel, examples[kind], first, end));
        }
        typedKinds[block] = typedKind;
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
