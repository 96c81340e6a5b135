package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import org.haprag.encoding.CmWindow;
import org.haprag.encoding.CmWindows;
import org.haprag.genotype.TypedHaplotypes;

/** Plans the windows that a contig is imputed in: equal in cM, each with typed sites, none too large for memory. */
public final class ImputationWindows {
    /** Of a core, in cM: as long as that costs no memory to speak of, for the fewer the seams the better. */
    public static final double DEFAULT_WINDOW_CM = 20;

    /** Context on each side of a core, in cM: several times the length over which a copied segment is recognised. */
    public static final double DEFAULT_OVERLAP_CM = 1;

    /** Panel sites times targets of a window, at most: 300 MB of {@link Dosages}. */
    private static final long MOST_CELLS = 50_000_000;

    /** A window with fewer typed sites is joined with a neighbour. */
    private static final int LEAST_TYPED = 2;

    private ImputationWindows() {}

    /**
     * Cuts a contig. Cores partition the panel's sites.
     *
     * @param siteCm position of every panel site in cM
     * @param typed observed alleles; at least one typed site
     * @param windowCm greatest length of a core; shorter where sites times targets would not fit into memory
     * @param overlapCm context on each side
     */
    public static List<CmWindow> plan(double[] siteCm, TypedHaplotypes typed, double windowCm, double overlapCm) {
        if (typed.typedCount() == 0) throw new IllegalArgumentException("no typed site");
        long targets = Math.max(1, typed.haplotypeCount() / 2);
        double coreCm = windowCm;
        List<CmWindow> windows = CmWindows.of(siteCm, coreCm, overlapCm);
        while (largest(windows) * targets > MOST_CELLS && coreCm > 2 * overlapCm) {
            coreCm /= 2;
            windows = CmWindows.of(siteCm, coreCm, overlapCm);
        }
        return joined(windows, typed);
    }

    private static long largest(List<CmWindow> windows) {
        return windows.stream().mapToInt(CmWindow::siteCount).max().orElse(0);
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
