package org.haprag.retrieval;

import org.haprag.genotype.BitMatrix;

/**
 * The positional Burrows-Wheeler order of the panel haplotypes (Durbin 2014, doi:10.1093/bioinformatics/btu014), advanced
 * site by site: haplotypes sorted by their alleles read backwards from the last site taken in.
 */
final class PbwtOrder {
    private final BitMatrix carriers;
    private int[] order;
    private int[] start;
    private int[] nextOrder;
    private int[] nextStart;
    private final int[] zerosBefore;
    private int step;

    /** @param carriers (sites, haplotypes) */
    PbwtOrder(BitMatrix carriers) {
        this.carriers = carriers;
        int n = carriers.columns();
        order = new int[n];
        start = new int[n];
        nextOrder = new int[n];
        nextStart = new int[n];
        zerosBefore = new int[n + 1];
        for (int i = 0; i < n; i++) order[i] = i;
    }

    /** How many sites have been taken in. */
    int step() {
        return step;
    }

    /** The haplotype at a rank. */
    int hap(int rank) {
        return order[rank];
    }

    /** The step at which the match of the haplotype at a rank with the one before it begins. */
    int start(int rank) {
        return start[rank];
    }

    int size() {
        return order.length;
    }

    /** Takes in a site (Durbin's algorithm 2); zeros before each rank are kept so that outsiders can {@link #follow}. */
    void advance(int site) {
        int n = order.length;
        int zero = 0;
        int one = n - carriers.count(site);
        int zeroStart = step + 1;
        int oneStart = step + 1;
        for (int i = 0; i < n; i++) {
            zerosBefore[i] = zero;
            int hap = order[i];
            zeroStart = Math.max(zeroStart, start[i]);
            oneStart = Math.max(oneStart, start[i]);
            if (carriers.get(site, hap)) {
                nextOrder[one] = hap;
                nextStart[one++] = oneStart;
                oneStart = 0;
            } else {
                nextOrder[zero] = hap;
                nextStart[zero++] = zeroStart;
                zeroStart = 0;
            }
        }
        zerosBefore[n] = zero;
        swap();
        step++;
    }

    private void swap() {
        int[] oldOrder = order;
        order = nextOrder;
        nextOrder = oldOrder;
        int[] oldStart = start;
        start = nextStart;
        nextStart = oldStart;
    }

    /** Where an outsider that stood before rank {@code place} stands after the last site, given its allele there. */
    int follow(int place, boolean carries) {
        return carries ? zerosBefore[order.length] + place - zerosBefore[place] : zerosBefore[place];
    }

    /** The haplotype that stood at a rank before the last site was taken in. */
    int hapBefore(int rank) {
        return nextOrder[rank];
    }
}
