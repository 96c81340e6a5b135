package org.haprag.imputation;

import java.util.Arrays;
import java.util.List;
import org.haprag.io.ImputedSite;

/**
 * The phase of one target over all windows. Each window names the target's haplotypes as it likes; neighbouring windows have
 * the heterozygotes of their overlap in common, and these decide whether the names are exchanged: each votes, and the nearer
 * to the border between the cores it is, the more its vote counts. Where the input tells the phase in a window, its names
 * stand.
 */
final class JoinedPhase {
    private final boolean[] exchanged;

    /** (typed sites up to the end of the last core) */
    private final byte[] quality;

    private JoinedPhase(boolean[] exchanged, byte[] quality) {
        this.exchanged = exchanged;
        this.quality = quality;
    }

    /** @param windows in order; at least one */
    static JoinedPhase of(List<PhasedWindow> windows, int sample) {
        byte[] quality = new byte[windows.get(windows.size() - 1).extent().coreToSite()];
        Arrays.fill(quality, ImputedSite.PhaseCalls.NO_QUALITY);
        boolean[] exchanged = new boolean[windows.size()];
        if (windows.get(0).haplotypes().ploidy(sample) == 1) return new JoinedPhase(exchanged, quality);
        exchanges(windows, sample, exchanged);
        qualities(windows, sample, exchanged, quality);
        return new JoinedPhase(exchanged, quality);
    }

    /** Whether what a window calls the first haplotype is the target's second. */
    boolean exchanged(int window) {
        return exchanged[window];
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

    private static void qualities(List<PhasedWindow> windows, int sample, boolean[] exchanged, byte[] quality) {
        int before = -1;
        int of = -1;
        for (int w = 0; w < exchanged.length; w++) {
            PhasedWindow window = windows.get(w);
            for (int site = window.extent().coreFromSite();
                    site < window.extent().coreToSite();
                    site++) {
                if (!window.heterozygous(sample, site)) continue;
                if (of == w) quality[site] = window.quality(sample, site);
                else if (of >= 0) {
                    boolean differs = (windows.get(of).larger(sample, before) != exchanged[of])
                            != (window.larger(sample, site) != exchanged[w]);
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
        if (left.phaseKnown(sample, before) && right.phaseKnown(sample, site)) {
            return ImputedSite.PhaseCalls.NO_QUALITY;
        }
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
