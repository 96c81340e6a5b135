package org.haprag.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;

/**
 * How tightly the carriers of each allele row sit together among panel haplotypes that look alike at the typed sites: the
 * number of runs of carriers in the positional Burrows-Wheeler order at the typed site on the row's left (matches that end
 * there) and on its right (matches that start there). An allele whose carriers form few runs can be told from the typed
 * sites; one that is scattered cannot. A property of the panel and the typed sites, computed once for all targets; each
 * target gets it as it is without the panel samples that are excluded for it ({@link #forTarget}). Memory beside the panel's:
 * 16 bytes for each typed site and haplotype of a sample that is excluded for any target.
 */
public final class LocalClustering {
    private final HaplotypePanel panel;
    private final TypedPanel typedPanel;
    private final Exclusions exclusions;
    private final int[] tracked;
    private final Side left;
    private final Side right;

    private LocalClustering(TypedPanel typedPanel, Exclusions exclusions, int[] tracked, Side left, Side right) {
        this.typedPanel = typedPanel;
        this.panel = typedPanel.panel();
        this.exclusions = exclusions;
        this.tracked = tracked;
        this.left = left;
        this.right = right;
    }

    /** @param exclusions of all targets that may be asked for */
    public static LocalClustering of(TypedPanel panel, Exclusions exclusions) {
        int[] tracked = exclusions.haplotypes(panel.panel().haplotypes());
        List<Side> sides = Stream.of(true, false)
                .parallel()
                .map(forward -> new Side(panel, tracked, forward))
                .toList();
        return new LocalClustering(panel, exclusions, tracked, sides.get(0), sides.get(1));
    }

    /** The clustering that a target sample may see; where nothing is excluded for any target, that of the whole panel. */
    public View forTarget(int targetSample) {
        return new View(exclusions.areNone() ? tracked : exclusions.haplotypes(targetSample, panel.haplotypes()));
    }

    /** Tightness in [0, 1]: 1 - (runs - 1) / (minor alleles + 1). */
    private static double tightness(int altCount, int haplotypes, int runs) {
        int minor = Math.min(altCount, haplotypes - altCount);
        return Math.max(0, minor - runs + 1) / (minor + 1.0);
    }

    /**
     * The tightness on both sides of allele rows as it is, exactly, in a panel without some haplotypes: taking haplotypes out
     * of a PBWT order leaves the order of the others as it is. An allele row costs as many steps as there are haplotypes to
     * leave out. One instance serves one thread.
     */
    public final class View {
        private final int[] excluded;
        private final Gaps leftGaps;
        private final Gaps rightGaps;

        private View(int[] excluded) {
            this.excluded = excluded;
            int[] places = IntStream.of(excluded)
                    .map(hap -> Arrays.binarySearch(tracked, hap))
                    .toArray();
            leftGaps = new Gaps(left, excluded, places);
            rightGaps = new Gaps(right, excluded, places);
        }

        /**
         * @param interval the row's interval between typed sites
         * @param out gets the tightness on the left and the one on the right
         */
        public void of(int interval, int alleleRow, double[] out) {
            BitMatrix alleles = panel.alleles();
            int count = panel.altCount(alleleRow);
            for (int hap : excluded) if (alleles.get(alleleRow, hap)) count--;
            int haplotypes = panel.haplotypeCount() - excluded.length;
            leftGaps.moveTo(typedPanel.leftTyped(interval));
            rightGaps.moveTo(typedPanel.rightTyped(interval));
            out[0] = tightness(count, haplotypes, leftGaps.runs(alleles, alleleRow));
            out[1] = tightness(count, haplotypes, rightGaps.runs(alleles, alleleRow));
        }
    }

    /** Runs of carriers in the order of one sweep, and the neighbours, in that order, of the tracked haplotypes. */
    private static final class Side {
        private static final int NOBODY = -1;
        private final int[] runs;
        private final int[][] before;
        private final int[][] after;

        /** @param tracked panel haplotypes, increasing */
        Side(TypedPanel panel, int[] tracked, boolean forward) {
            int typed = panel.typedCount();
            runs = new int[panel.panel().alleleRowCount()];
            before = new int[tracked.length][typed];
            after = new int[tracked.length][typed];
            PbwtOrder order = new PbwtOrder(panel.carriers());
            int[] rankOf = new int[tracked.length > 0 ? order.size() : 0];
            for (int step = 0; step < typed; step++) {
                int site = forward ? step : typed - 1 - step;
                order.advance(site);
                if (tracked.length > 0) track(order, tracked, rankOf, site);
                for (int interval = site; interval <= site + 1; interval++) {
                    int owner = forward ? panel.leftTyped(interval) : panel.rightTyped(interval);
                    if (owner != site) continue;
                    for (LocalHaplotypes.Stretch s : panel.localHaplotypes().ofInterval(interval)) countRuns(s, order);
                }
            }
        }

        private void track(PbwtOrder order, int[] tracked, int[] rankOf, int site) {
            int n = order.size();
            for (int rank = 0; rank < n; rank++) rankOf[order.hap(rank)] = rank;
            for (int i = 0; i < tracked.length; i++) {
                int rank = rankOf[tracked[i]];
                before[i][site] = rank > 0 ? order.hap(rank - 1) : NOBODY;
                after[i][site] = rank + 1 < n ? order.hap(rank + 1) : NOBODY;
            }
        }

        /** Of all rows of a stretch at once: a run of carriers ends where the next haplotype is of another class, which has REF. */
        private void countRuns(LocalHaplotypes.Stretch stretch, PbwtOrder order) {
            char[] classOf = stretch.classOf();
            long[] patterns = stretch.patterns();
            int n = order.size();
            int now = classOf[order.hap(0) * stretch.step() + stretch.at()];
            for (int rank = 1; rank < n; rank++) {
                int next = classOf[order.hap(rank) * stretch.step() + stretch.at()];
                if (next == now) continue;
                end(stretch.from(), patterns[now] & ~patterns[next]);
                now = next;
            }
            end(stretch.from(), patterns[now]);
        }

        private void end(int firstRow, long rows) {
            for (; rows != 0; rows &= rows - 1) runs[firstRow + Long.numberOfTrailingZeros(rows)]++;
        }
    }

    /**
     * Between whom each excluded haplotype stands when it leaves the order of a typed site, those of lower index having left
     * before it.
     */
    private static final class Gaps {
        private final Side side;
        private final int[] excluded;
        private final int[] places;
        private final int[] previous;
        private final int[] next;
        private int typed = -1;

        /**
         * @param excluded panel haplotypes, increasing
         * @param places of those among the tracked haplotypes of the side
         */
        Gaps(Side side, int[] excluded, int[] places) {
            this.side = side;
            this.excluded = excluded;
            this.places = places;
            this.previous = new int[excluded.length];
            this.next = new int[excluded.length];
        }

        void moveTo(int newTyped) {
            if (typed == newTyped) return;
            typed = newTyped;
            for (int i = 0; i < excluded.length; i++) {
                previous[i] = side.before[places[i]][typed];
                next[i] = side.after[places[i]][typed];
            }
            // Each one that leaves brings its neighbours together; only those that are excluded themselves matter.
            for (int i = 0; i < excluded.length; i++) {
                int left = Arrays.binarySearch(excluded, previous[i]);
                int right = Arrays.binarySearch(excluded, next[i]);
                if (left > i) next[left] = next[i];
                if (right > i) previous[right] = previous[i];
            }
        }

        /** Runs of an allele row's carriers in the order without the excluded haplotypes. */
        int runs(BitMatrix alleles, int row) {
            int runs = side.runs[row];
            for (int i = 0; i < excluded.length; i++) runs += change(alleles, row, excluded[i], previous[i], next[i]);
            return runs;
        }

        /** How the number of runs changes when a haplotype between two others leaves. */
        private static int change(BitMatrix alleles, int row, int hap, int previous, int next) {
            boolean p = previous != Side.NOBODY && alleles.get(row, previous);
            boolean n = next != Side.NOBODY && alleles.get(row, next);
            if (alleles.get(row, hap)) return p || n ? 0 : -1;
            return p && n ? -1 : 0;
        }
    }
}
