package org.haprag.genotype;

import java.util.ArrayList;
import java.util.List;

/** Cuts a contig into windows of equal genetic length, because copied segments have their length in cM and not in bp. */
public final class CmWindows {
    private CmWindows() {}

    /**
     * Cores partition the sites: every site is in one core, in order. Each window reaches {@code overlapCm} (or the
     * contig's end) beyond the first and the last site of its core. Sites at the same cM share a core. A stretch without
     * sites, however long, makes no window.
     *
     * @param siteCm positions in cM, finite and non-decreasing
     * @param coreCm greatest length of a core in cM, above 0; cores are as even as that allows
     * @param overlapCm context on each side in cM, not negative
     * @return windows in order; none if there are no sites
     */
    public static List<CmWindow> of(double[] siteCm, double coreCm, double overlapCm) {
        return of(siteCm, 0, siteCm.length, coreCm, overlapCm);
    }

    /** As above, where the cores partition the sites [coresFrom, coresTo) only; the sites around those are context. */
    public static List<CmWindow> of(double[] siteCm, int coresFrom, int coresTo, double coreCm, double overlapCm) {
        check(siteCm, coreCm, overlapCm);
        if (coresFrom == coresTo) return List.of();
        double first = siteCm[coresFrom];
        double span = siteCm[coresTo - 1] - first;
        double cores = Math.max(1, Math.ceil(span / coreCm));
        List<CmWindow> windows = new ArrayList<>();
        int from = 0;
        int to = 0;
        for (int coreFrom = coresFrom, coreTo; coreFrom < coresTo; coreFrom = coreTo) {
            double core = core(siteCm[coreFrom] - first, span, cores);
            coreTo = coreFrom + 1;
            while (coreTo < coresTo && core(siteCm[coreTo] - first, span, cores) == core) coreTo++;
            while (siteCm[from] < siteCm[coreFrom] - overlapCm) from++;
            to = Math.max(to, coreTo);
            while (to < siteCm.length && siteCm[to] <= siteCm[coreTo - 1] + overlapCm) to++;
            windows.add(new CmWindow(from, to, coreFrom, coreTo));
        }
        return List.copyOf(windows);
    }

    /** The number of the core that a site lies in; the last site of all lies in the last core. */
    private static double core(double cmFromStart, double span, double cores) {
        return span == 0 ? 0 : Math.min(cores - 1, Math.floor(cmFromStart / span * cores));
    }

    private static void check(double[] siteCm, double coreCm, double overlapCm) {
        if (!(coreCm > 0 && coreCm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("coreCm must be above 0, found " + coreCm);
        }
        if (!(overlapCm >= 0)) throw new IllegalArgumentException("overlapCm must not be negative, found " + overlapCm);
        for (int i = 0; i < siteCm.length; i++) {
            if (!Double.isFinite(siteCm[i]) || (i > 0 && siteCm[i] < siteCm[i - 1])) {
                throw new IllegalArgumentException("cM must be finite and not decrease, found " + siteCm[i]
                        + " at site " + i + (i == 0 ? "" : " after " + siteCm[i - 1]));
            }
        }
    }
}
