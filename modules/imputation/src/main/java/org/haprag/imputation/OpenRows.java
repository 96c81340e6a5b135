package org.haprag.imputation;

import java.util.Arrays;
import org.haprag.model.Settled;
import org.haprag.model.SiteBatch;
import org.haprag.retrieval.TypedPanel;

/**
 * The allele rows of a target that the network is asked for, on either haplotype or on both.
 *
 * @param rows increasing
 * @param open of haplotype 0 and 1, for each of {@code rows} whether the copying model left it open there
 */
record OpenRows(int[] rows, boolean[][] open) {
    /** Writes what is settled on both haplotypes to {@code out}; returns the rest. */
    static OpenRows settle(SiteBatch.Target sites, int scales, int target, Dosages out) {
        int[] rows = new int[out.rowCount()];
        boolean[][] open = new boolean[2][out.rowCount()];
        int n = 0;
        float[] c1 = sites.hap1().copying();
        float[] c2 = sites.hap2().copying();
        for (int row = 0; row < out.rowCount(); row++) {
            open[0][n] = !Settled.at(c1, row, scales);
            open[1][n] = !Settled.at(c2, row, scales);
            if (open[0][n] || open[1][n]) {
                rows[n++] = row;
            } else {
                float p1 = Settled.probability(c1, row, scales);
                float p2 = Settled.probability(c2, row, scales);
                out.set(row, target, p1, p2, p1 * p2);
            }
        }
        return new OpenRows(Arrays.copyOf(rows, n), open);
    }

    int count() {
        return rows.length;
    }

    /**
     * Which typed sites a haplotype is predicted from, those beside its open rows: a running number for each, from
     * {@code firstNumber} on; -1 for the others.
     */
    int[] cores(TypedPanel panel, int haplotype, int firstNumber) {
        int[] numbers = new int[panel.typedCount()];
        Arrays.fill(numbers, -1);
        int interval = 0;
        for (int i = 0; i < rows.length; i++) {
            if (!open[haplotype][i]) continue;
            while (panel.intervalStart(interval + 1) <= rows[i]) interval++;
            numbers[panel.leftTyped(interval)] = 0;
            numbers[panel.rightTyped(interval)] = 0;
        }
        int next = firstNumber;
        for (int t = 0; t < numbers.length; t++) if (numbers[t] == 0) numbers[t] = next++;
        return numbers;
    }
}
