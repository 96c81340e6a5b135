package org.haprag.io.hpanel;

import org.haprag.genotype.BitMatrix;

/**
 * Allele rows as runs in the positional Burrows-Wheeler order (Durbin 2014, doi:10.1093/bioinformatics/btu014), where
 * carriers of an allele stand together. A row is the number of its runs of minor alleles, twice, plus 1 if those are the
 * zeros; then for each run the gap since the last one and its length less one. Rows with fewer than {@link #REORDERS} minor
 * alleles leave the order as it is: they say little about it, and most rows are such.
 *
 * <p>The order begins anew with each codec. Not synchronised.
 */
final class RowCodec {
    /** Minor alleles from which on a row takes part in the order. Part of the format. */
    static final int REORDERS = 16;

    private final int n;
    private int[] order;
    private int[] next;
    private final boolean[] bits;

    RowCodec(int haplotypes) {
        n = haplotypes;
        order = new int[n];
        next = new int[n];
        bits = new boolean[n];
        for (int i = 0; i < n; i++) order[i] = i;
    }

    void encode(BitMatrix alleles, int row, Varints to) {
        int ones = alleles.count(row);
        boolean minor = 2 * ones <= n;
        int runs = 0;
        for (int rank = 0; rank < n; rank++) {
            bits[rank] = alleles.get(row, order[rank]) == minor;
            if (bits[rank] && (rank == 0 || !bits[rank - 1])) runs++;
        }
        to.put(2 * runs + (minor ? 0 : 1));
        int last = 0;
        for (int rank = 0; rank < n; rank++) {
            if (!bits[rank]) continue;
            int end = rank;
            while (end < n && bits[end]) end++;
            to.put(rank - last);
            to.put(end - rank - 1);
            last = end;
            rank = end;
        }
        if (Math.min(ones, n - ones) >= REORDERS) reorder();
    }

    /** @throws MalformedPanel if the runs do not fit the row */
    void decode(Varints.Input from, BitMatrix alleles, int row) {
        int head = from.get(2 * n + 1);
        boolean minor = (head & 1) == 0;
        if (!minor) setAll(alleles, row);
        int at = 0;
        int count = 0;
        int runs = head >>> 1;
        int[] ends = new int[2 * runs];
        for (int i = 0; i < runs; i++) {
            int start = at + from.get(n - at);
            int length = start < n ? 1 + from.get(n - start - 1) : 0;
            if (length == 0) throw new MalformedPanel("a run of alleles past the last haplotype");
            at = start + length;
            ends[2 * i] = start;
            ends[2 * i + 1] = at;
            count += length;
            for (int rank = start; rank < at; rank++) flip(alleles, row, order[rank]);
        }
        if (Math.min(count, n - count) >= REORDERS) reorder(ends);
    }

    private void setAll(BitMatrix alleles, int row) {
        int words = alleles.wordsPerRow();
        for (int w = 0; w < words - 1; w++) alleles.setWord(row, w, -1L);
        alleles.setWord(row, words - 1, -1L >>> (64 * words - n));
    }

    private static void flip(BitMatrix alleles, int row, int hap) {
        int w = hap >>> 6;
        alleles.setWord(row, w, alleles.word(row, w) ^ 1L << hap);
    }

    /** A stable sort of the haplotypes by {@link #bits}: majors first. */
    private void reorder() {
        int zero = 0;
        for (int rank = 0; rank < n; rank++) if (!bits[rank]) next[zero++] = order[rank];
        for (int rank = 0; rank < n; rank++) if (bits[rank]) next[zero++] = order[rank];
        swap();
    }

    /** The same from the borders of the runs, by whole stretches. */
    private void reorder(int[] ends) {
        int to = 0;
        int last = 0;
        for (int i = 0; i < ends.length; i += 2) {
            System.arraycopy(order, last, next, to, ends[i] - last);
            to += ends[i] - last;
            last = ends[i + 1];
        }
        System.arraycopy(order, last, next, to, n - last);
        to += n - last;
        for (int i = 0; i < ends.length; i += 2) {
            System.arraycopy(order, ends[i], next, to, ends[i + 1] - ends[i]);
            to += ends[i + 1] - ends[i];
        }
        swap();
    }

    private void swap() {
        int[] old = order;
        order = next;
        next = old;
    }
}
