package org.haprag.imputation;

import java.util.Arrays;
import org.haprag.model.Settled;
import org.haprag.model.SiteBatch;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.RetrievedSample;
import org.haprag.retrieval.TypedPanel;

/**
 * The allele rows of a target that the network is asked for, on any of its haplotypes.
 *
 * @param rows increasing
 * @param open of each haplotype, for each of {@code rows} whether the copying model left it open there
 */
record OpenRows(int[] rows, boolean[][] open) {
    /** Writes what is settled on all haplotypes to {@code out}; returns the rest. */
    static OpenRows settle(SiteBatch.Target sites, RetrievedSample found, int scales, int target, Dosages out) {
        int[] rows = new int[out.rowCount()];
        boolean[][] open = new boolean[sites.ploidy()][out.rowCount()];
        int n = 0;
        for (int row = 0; row < out.rowCount(); row++) {
            boolean any = false;
            for (int h = 0; h < open.length; h++) {
                open[h][n] = !Settled.at(sites.hap(h).copying(), row, scales);
                any |= open[h][n];
            }
            if (any) rows[n++] = row;
            else writeSettled(sites, found, scales, row, target, out);
        }
        return new OpenRows(Arrays.copyOf(rows, n), open);
    }

    private static void writeSettled(
            SiteBatch.Target sites, RetrievedSample found, int scales, int row, int target, Dosages out) {
        float p1 = Settled.probability(sites.hap(0).copying(), row, scales);
        if (sites.ploidy() == 1) {
            out.set(row, target, p1);
            return;
        }
        float p2 = Settled.probability(sites.hap(1).copying(), row, scales);
        out.set(row, target, p1, p2, Joint.both(p1, p2, found.covariance(row)));
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
