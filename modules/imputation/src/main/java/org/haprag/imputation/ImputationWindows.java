package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.CmWindows;
import org.haprag.genotype.TypedHaplotypes;

/** Plans the windows that a contig is imputed in: equal in cM, each with typed sites. */
public final class ImputationWindows {
    /** Of a core, in cM: as long as that costs no memory to speak of, for the fewer the seams the better. */
    public static final double DEFAULT_WINDOW_CM = 20;

    /** Context on each side of a core, in cM: several times the length over which a copied segment is recognised. */
    public static final double DEFAULT_OVERLAP_CM = 1;

    /** A window with fewer typed sites is joined with a neighbour. */
    private static final int LEAST_TYPED = 2;

    private ImputationWindows() {}

    /** Cuts a contig of which all sites are wanted. */
    public static List<CmWindow> plan(double[] siteCm, TypedHaplotypes typed, double windowCm, double overlapCm) {
        return plan(siteCm, typed, 0, siteCm.length, windowCm, overlapCm);
    }

    /**
     * Cuts a contig.
     *
     * @param siteCm position of every panel site in cM
     * @param typed observed alleles; at least one typed site
     * @param fromSite first site that is wanted; cores partition the sites [fromSite, toSite)
     * @param toSite after the last of them
     * @param windowCm greatest length of a core
     * @param overlapCm context on each side
     */
    public static List<CmWindow> plan(
            double[] siteCm, TypedHaplotypes typed, int fromSite, int toSite, double windowCm, double overlapCm) {
        if (typed.typedCount() == 0) throw new IllegalArgumentException("no typed site");
        List<CmWindow> windows = joined(CmWindows.of(siteCm, fromSite, toSite, windowCm, overlapCm), typed);
        return sparse(windows.get(0), typed) ? List.of(toTyped(windows.get(0), typed, siteCm.length)) : windows;
    }

    /** Only the one window that all are joined into can be sparse: then it reaches as far as the contig does. */
    private static CmWindow toTyped(CmWindow window, TypedHaplotypes typed, int sites) {
        if (typed.typedCount(window.fromSite(), window.toSite()) > 0) return window;
        return new CmWindow(0, sites, window.coreFromSite(), window.coreToSite());
    }

    /** Windows with too few typed sites become part of the one before, the first ones part of the one after. */
    private static List<CmWindow> joined(List<CmWindow> windows, TypedHaplotypes typed) {
        List<CmWindow> out = new ArrayList<>();
        for (CmWindow window : windows) {
            int last = out.size() - 1;
            if (last >= 0 && (sparse(window, typed) || sparse(out.get(last), typed))) {
                out.set(last, join(out.get(last), window));
            } else {
                out.add(window);
            }
        }
        return List.copyOf(out);
    }

    private static boolean sparse(CmWindow window, TypedHaplotypes typed) {
        return typed.typedCount(window.fromSite(), window.toSite()) < LEAST_TYPED;
    }

    private static CmWindow join(CmWindow a, CmWindow b) {
        return new CmWindow(a.fromSite(), b.toSite(), a.coreFromSite(), b.coreToSite());
    }
}
