package org.haprag.metrics.run;

import java.util.ArrayList;
import java.util.List;
import org.haprag.metrics.BpWindows;
import org.haprag.metrics.MafBins;

/** R2 of imputed sites, typed sites and switch rates along a contig. */
public final class ChromosomeTrack {
    private static final int TYPED = 0;
    private static final int RARE_SITES = 1;
    private static final int RARE_R2 = 2;
    private static final int COMMON_SITES = 3;
    private static final int COMMON_R2 = 4;

    private final BpWindows windows;
    private final List<Rate> rates = new ArrayList<>();

    /**
     * One window.
     *
     * @param startBp first position, 1-based
     * @param endBp one past the last
     * @param rareR2 mean R2 of imputed sites of MAF below .05, NaN where there is none
     * @param commonR2 of the others
     */
    public record Window(int startBp, int endBp, int typedSites, double rareR2, double commonR2) {}

    /** How often copying switches in a stretch. @param perCm switches per cM */
    public record Rate(int startBp, int endBp, double perCm) {}

    public ChromosomeTrack(String contig) {
        this.windows = new BpWindows(contig, 5);
    }

    public String contig() {
        return windows.contig();
    }

    public void addTyped(int pos) {
        windows.add(pos, TYPED, 1);
    }

    /** @param maf in the panel */
    public void addImputed(int pos, double maf, double r2) {
        boolean rare = maf < MafBins.RARE;
        windows.add(pos, rare ? RARE_SITES : COMMON_SITES, 1);
        windows.add(pos, rare ? RARE_R2 : COMMON_R2, r2);
    }

    /** Stretches come in order. */
    public void addRate(Rate rate) {
        rates.add(rate);
    }

    public List<Rate> rates() {
        return List.copyOf(rates);
    }

    public List<Window> windows() {
        List<Window> list = new ArrayList<>();
        for (int w = 0; w < windows.count(); w++) {
            list.add(new Window(
                    windows.startBp(w),
                    windows.endBp(w),
                    (int) windows.sum(w, TYPED),
                    windows.sum(w, RARE_R2) / windows.sum(w, RARE_SITES),
                    windows.sum(w, COMMON_R2) / windows.sum(w, COMMON_SITES)));
        }
        return list;
    }
}
