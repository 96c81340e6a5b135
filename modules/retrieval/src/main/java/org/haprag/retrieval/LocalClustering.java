package org.haprag.retrieval;

import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;

/**
 * How tightly the carriers of each allele row sit together among panel haplotypes that look alike at the typed sites: the
 * number of runs of carriers in the positional Burrows-Wheeler order at the typed site on the row's left (matches that end
 * there) and on its right (matches that start there). An allele whose carriers form few runs can be told from the typed
 * sites; one that is scattered cannot. A property of the panel and the typed sites alone, computed once for all targets.
 */
public final class LocalClustering {
    private final HaplotypePanel panel;
    private final TypedPanel typedPanel;
    private final Side left;
    private final Side right;

    private LocalClustering(TypedPanel typedPanel, Side left, Side right) {
        this.typedPanel = typedPanel;
        this.panel = typedPanel.panel();
        this.left = left;
        this.right = right;
    }

    /**
     * @param tracked panel samples for which {@link #without} may be asked (pseudo-targets); none for real targets
     */
    public static LocalClustering of(TypedPanel panel, int[] tracked) {
        return new LocalClustering(panel, new Side(panel, tracked, true), new Side(panel, tracked, false));
    }

    /** Tightness in [0, 1] on the left: 1 - (runs - 1) / (minor alleles + 1). */
    public double left(int alleleRow) {
        return tightness(panel.altCount(alleleRow), panel.haplotypeCount(), left.runs[alleleRow]);
    }

    /** As {@link #left}, on the right. */
    public double right(int alleleRow) {
        return tightness(panel.altCount(alleleRow), panel.haplotypeCount(), right.runs[alleleRow]);
    }

    private static double tightness(int altCount, int haplotypes, int runs) {
        int minor = Math.min(altCount, haplotypes - altCount);
        return Math.max(0, minor - runs + 1) / (minor + 1.0);
    }

    /**
     * The tightness on both sides as it would be without one panel sample, exactly: taking haplotypes out of a PBWT order
     * leaves the order of the others as it is.
     *
     * @param tracked index into the tracked samples
     * @param out the left and the right tightness
     */
    public void without(int tracked, int interval, int alleleRow, double[] out) {
        int sample = left.tracked[tracked];
        int own = (panel.alleles().get(alleleRow, 2 * sample) ? 1 : 0)
                + (panel.alleles().get(alleleRow, 2 * sample + 1) ? 1 : 0);
        int count = panel.altCount(alleleRow) - own;
        int haplotypes = panel.haplotypeCount() - 2;
        int leftTyped = typedPanel.leftTyped(interval);
        int rightTyped = typedPanel.rightTyped(interval);
        out[0] = tightness(count, haplotypes, left.runsWithout(panel.alleles(), tracked, leftTyped, alleleRow));
        out[1] = tightness(count, haplotypes, right.runsWithout(panel.alleles(), tracked, rightTyped, alleleRow));
    }

    /** Runs of carriers in the order of one sweep, and what is needed to take tracked samples out of it. */
    private static final class Side {
        private static final int NOBODY = -1;
        private final int[] runs;
        private final int[] tracked;
        private final int[][] before;
        private final int[][] after;

        Side(TypedPanel panel, int[] tracked, boolean forward) {
            this.tracked = tracked.clone();
            int typed = panel.typedCount();
            runs = new int[panel.panel().alleleRowCount()];
            before = new int[2 * tracked.length][typed];
            after = new int[2 * tracked.length][typed];
            PbwtOrder order = new PbwtOrder(panel.carriers());
            int[] next = new int[order.size()];
            int[] previous = new int[order.size()];
            for (int step = 0; step < typed; step++) {
                int site = forward ? step : typed - 1 - step;
                order.advance(site);
                link(order, next, previous);
                for (int h = 0; h < before.length; h++) {
                    before[h][site] = previous[2 * tracked[h >> 1] + (h & 1)];
                    after[h][site] = next[2 * tracked[h >> 1] + (h & 1)];
                }
                for (int interval = site; interval <= site + 1; interval++) {
                    int owner = forward ? panel.leftTyped(interval) : panel.rightTyped(interval);
                    if (owner == site) countRuns(panel, interval, next);
                }
            }
        }

        private static void link(PbwtOrder order, int[] next, int[] previous) {
            int n = order.size();
            for (int rank = 0; rank < n; rank++) {
                int hap = order.hap(rank);
                next[hap] = rank + 1 < n ? order.hap(rank + 1) : NOBODY;
                previous[hap] = rank > 0 ? order.hap(rank - 1) : NOBODY;
            }
        }

        private void countRuns(TypedPanel panel, int interval, int[] next) {
            BitMatrix alleles = panel.panel().alleles();
            for (int row = panel.intervalStart(interval); row < panel.intervalStart(interval + 1); row++) {
                int ends = 0;
                for (int w = 0; w < alleles.wordsPerRow(); w++) {
                    for (long bits = alleles.word(row, w); bits != 0; bits &= bits - 1) {
                        int follower = next[(w << 6) + Long.numberOfTrailingZeros(bits)];
                        if (follower == NOBODY || !alleles.get(row, follower)) ends++;
                    }
                }
                runs[row] = ends;
            }
        }

        int runsWithout(BitMatrix alleles, int index, int typed, int row) {
            int first = 2 * tracked[index];
            int[] p = {before[2 * index][typed], before[2 * index + 1][typed]};
            int[] n = {after[2 * index][typed], after[2 * index + 1][typed]};
            int out = runs[row] + change(alleles, row, first, p[0], n[0]);
            // The first haplotype is gone: where it stood next to the second, its own neighbour has moved up.
            int p1 = p[1] == first ? p[0] : p[1];
            int n1 = n[1] == first ? n[0] : n[1];
            return out + change(alleles, row, first + 1, p1, n1);
        }

        /** How the number of runs changes when a haplotype between two others leaves. */
        private static int change(BitMatrix alleles, int row, int hap, int previous, int next) {
            boolean p = previous != NOBODY && alleles.get(row, previous);
            boolean n = next != NOBODY && alleles.get(row, next);
            if (alleles.get(row, hap)) return p || n ? 0 : -1;
            return p && n ? -1 : 0;
        }
    }
}
