package org.haprag.imputation;

import java.io.Serializable;
import java.util.Arrays;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;

/**
 * The stretch of panel that a window is imputed from: what all batches of targets share there, and all that another machine
 * needs of the panel. Immutable; sites are counted from the window's first.
 */
public final class WindowPanel implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final CmWindow window;
    private final TrialSamples tried;

    private WindowPanel(HaplotypePanel panel, double[] siteCm, CmWindow window, TrialSamples tried) {
        this.panel = panel;
        this.siteCm = siteCm;
        this.window = window;
        this.tried = tried;
    }

    /**
     * Cuts it out.
     *
     * @param siteCm position of every site of {@code whole} in cM
     * @param tried what a network is tried on
     */
    static WindowPanel of(HaplotypePanel whole, double[] siteCm, CmWindow window, TrialSamples tried) {
        int from = window.fromSite();
        boolean all = window.siteCount() == whole.siteCount();
        return new WindowPanel(
                all ? whole : whole.slice(from, window.toSite()),
                Arrays.copyOfRange(siteCm, from, window.toSite()),
                new CmWindow(0, window.siteCount(), window.coreFromSite() - from, window.coreToSite() - from),
                tried);
    }

    HaplotypePanel panel() {
        return panel;
    }

    /** Position of every site in cM. Not copied: do not write to it. */
    double[] siteCm() {
        return siteCm;
    }

    CmWindow window() {
        return window;
    }

    /** What a network is tried on. */
    TrialSamples tried() {
        return tried;
    }
}
