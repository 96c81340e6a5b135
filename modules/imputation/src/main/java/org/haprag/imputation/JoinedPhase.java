package org.haprag.imputation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haprag.genotype.Phasing;
import org.haprag.io.ImputedSite;

/**
 * The phase of one target over all windows. Each window names the target's haplotypes as it likes; neighbouring windows have
 * the heterozygotes of their overlap in common, and these decide whether the names are exchanged: each votes, and the nearer
 * to the border between the cores it is, the more its vote counts. Where a phase set of the input lies on both sides of the
 * border, it decides. Where the input tells the phase in a window, its names stand.
 */
final class JoinedPhase {
    private final boolean[] exchanged;

    /**
     * Sites of a phase set that lie the other way round than their window says: of two sets over the same border, windows may find
     * different ways round, and each set keeps the one that it begins with.
     */
    private final BitSet turned;

    /** (typed sites up to the end of the last core) */
    private final byte[] quality;

    private JoinedPhase(boolean[] exchanged, BitSet turned, byte[] quality) {
        this.exchanged = exchanged;
        this.turned = turned;
        this.quality = quality;
    }

    /** @param windows in order; at least one */
    static JoinedPhase of(List<PhasedWindow> windows, int sample) {
        byte[] quality = new byte[windows.get(windows.size() - 1).extent().coreToSite()];
        Arrays.fill(quality, ImputedSite.PhaseCalls.NO_QUALITY);
        boolean[] exchanged = new boolean[windows.size()];
        JoinedPhase out = new JoinedPhase(exchanged, new BitSet(), quality);
        if (windows.get(0).haplotypes().ploidy(sample) == 1) return out;
        exchanges(windows, sample, exchanged);
        turn(windows, sample, exchanged, out.turned);
        out.qualities(windows, sample);
        return out;
    }

    /** Whether what a window calls the first haplotype is the target's second, at a site. */
    boolean exchanged(int window, int site) {
        return exchanged[window] != turned.get(site);
    }

    /** As PQ. */
    byte quality(int site) {
        return quality[site];
    }

    private static void exchanges(List<PhasedWindow> windows, int sample, boolean[] exchanged) {
        int first = 0;
        while (first < exchanged.length && !windows.get(first).anchored(sample)) first++;
        if (first == exchanged.length) first = 0;
        for (int w = first - 1; w >= 0; w--) {
            exchanged[w] = exchanged[w + 1] != differ(windows.get(w), windows.get(w + 1), sample);
        }
        for (int w = first + 1; w < exchanged.length; w++) {
            if (windows.get(w).anchored(sample)) continue;
            exchanged[w] = exchanged[w - 1] != differ(windows.get(w - 1), windows.get(w), sample);
        }
    }

    /** Whether two neighbouring windows call different haplotypes the first. */
    private static boolean differ(PhasedWindow left, PhasedWindow right, int sample) {
        int border = right.extent().coreFromSite();
        Map<Integer, Integer> sets = new HashMap<>();
        for (int site = right.extent().toSite() - 1; site >= border; site--) {
            if (inSet(right, sample, site)) sets.put(right.phaseSet(sample, site), site);
        }
        for (int site = border - 1; site >= left.extent().fromSite() && !sets.isEmpty(); site--) {
            Integer there = inSet(left, sample, site) ? sets.get(left.phaseSet(sample, site)) : null;
            if (there != null) return left.asGiven(sample, site) != right.asGiven(sample, there);
        }
        double votes = 0;
        int n = 1;
        for (int site = border - 1; site >= right.extent().fromSite(); site--) {
            if (right.heterozygous(sample, site)) votes += vote(left, right, sample, site) / n++;
        }
        n = 1;
        for (int site = border; site < left.extent().toSite(); site++) {
            if (left.heterozygous(sample, site)) votes += vote(left, right, sample, site) / n++;
        }
        return votes < 0;
    }

    private static double vote(PhasedWindow left, PhasedWindow right, int sample, int site) {
        return left.larger(sample, site) == right.larger(sample, site) ? 1 : -1;
    }

    private static boolean inSet(PhasedWindow window, int sample, int site) {
        return window.heterozygous(sample, site) && window.phaseSet(sample, site) != Phasing.OPEN;
    }

    /** Finds what of a phase set lies the other way round than where the set begins. */
    private static void turn(List<PhasedWindow> windows, int sample, boolean[] exchanged, BitSet turned) {
        Map<Integer, Boolean> straight = new HashMap<>();
        for (int w = 0; w < exchanged.length; w++) {
            PhasedWindow window = windows.get(w);
            for (int site = window.extent().coreFromSite();
                    site < window.extent().coreToSite();
                    site++) {
                if (!inSet(window, sample, site)) continue;
                boolean here = window.asGiven(sample, site) != exchanged[w];
                Boolean before = straight.putIfAbsent(window.phaseSet(sample, site), here);
                if (before != null && before != here) turned.set(site);
            }
        }
    }

    private void qualities(List<PhasedWindow> windows, int sample) {
        int before = -1;
        int of = -1;
        for (int w = 0; w < exchanged.length; w++) {
            PhasedWindow window = windows.get(w);
            for (int site = window.extent().coreFromSite();
                    site < window.extent().coreToSite();
                    site++) {
                if (!window.heterozygous(sample, site)) continue;
                if (of == w) {
                    byte here = window.quality(sample, site);
                    boolean stands =
                            turned.get(before) == turned.get(site) || here == ImputedSite.PhaseCalls.NO_QUALITY;
                    quality[site] = stands ? here : PhaseQualities.phred(1 - PhaseQualities.wrong(here));
                } else if (of >= 0) {
                    boolean differs = (windows.get(of).larger(sample, before) != exchanged(of, before))
                            != (window.larger(sample, site) != exchanged(w, site));
                    quality[site] = overBorder(windows.get(of), window, sample, before, site, differs);
                }
                before = site;
                of = w;
            }
        }
    }

    /** Of two neighbouring heterozygotes in different cores: by what both windows say of them, equally trusted. */
    private static byte overBorder(
            PhasedWindow left, PhasedWindow right, int sample, int before, int site, boolean differs) {
        if (left.orderTold(sample, before, site)) return ImputedSite.PhaseCalls.NO_QUALITY;
        double wrong = 0;
        int told = 0;
        for (PhasedWindow window : List.of(left, right)) {
            if (!window.contains(before) || !window.contains(site)) continue;
            double other = PhaseQualities.wrong(window.quality(sample, site));
            boolean saysDiffers = window.larger(sample, before) != window.larger(sample, site);
            wrong += saysDiffers == differs ? other : 1 - other;
            told++;
        }
        return PhaseQualities.phred(told == 0 ? .5 : wrong / told);
    }
}
