package org.haprag.imputation;

import java.util.Arrays;
import org.haprag.model.Settled;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.RetrievedSample;
import org.haprag.retrieval.TypedPanel;

/**
 * The allele rows of a target that the network is asked for, on any of its haplotypes: where the copying model is not sure, and
 * as far as what the network adds counts.
 *
 * @param rows increasing
 * @param open of each haplotype, for each of {@code rows} whether the network is asked there
 */
record OpenRows(int[] rows, boolean[][] open) {
    /** The network is asked where P of the rarer allele, times the part that counts of what it adds, is at least this. */
    private static final float LEAST_DOUBT = .005f;

    /**
     * @param share of what the network adds counts
     * @param visible how many panel haplotypes the target may see
     */
    static OpenRows of(RetrievedSample found, int scales, float share, int visible) {
        RetrievedHaplotype first = found.haplotypes().get(0);
        float[] frequency = first.frequency();
        int[] rows = new int[frequency.length];
        boolean[][] open = new boolean[found.haplotypes().size()][frequency.length];
        int n = 0;
        for (int row = 0; row < frequency.length; row++) {
            boolean any = false;
            for (int h = 0; h < open.length; h++) {
                RetrievedHaplotype haplotype = found.haplotypes().get(h);
                open[h][n] = !Settled.at(haplotype.copying(), row, scales)
                        && doubt(haplotype.middleCopying(row)) * share * NetworkImputer.told(frequency[row], visible)
                                >= LEAST_DOUBT;
                any |= open[h][n];
            }
            if (any) rows[n++] = row;
        }
        return new OpenRows(Arrays.copyOf(rows, n), open);
    }

    private static float doubt(float p) {
        return Math.min(p, 1 - p);
    }

    int count() {
        return rows.length;
    }

    /**
     * Which anchors a haplotype is predicted from, those beside its open rows: a running number for each, from
     * {@code firstNumber} on; -1 for the others.
     */
    int[] asked(TypedPanel panel, Anchors anchors, int haplotype, int firstNumber) {
        int[] numbers = new int[anchors.count()];
        Arrays.fill(numbers, -1);
        int interval = 0;
        for (int i = 0; i < rows.length; i++) {
            if (!open[haplotype][i]) continue;
            while (panel.intervalStart(interval + 1) <= rows[i]) interval++;
            numbers[anchors.left(interval)] = 0;
            numbers[anchors.right(interval)] = 0;
        }
        int next = firstNumber;
        for (int a = 0; a < numbers.length; a++) if (numbers[a] == 0) numbers[a] = next++;
        return numbers;
    }
}
