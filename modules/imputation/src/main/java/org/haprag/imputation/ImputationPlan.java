package org.haprag.imputation;

import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.SwitchRate;

/**
 * What is to be imputed: a panel, targets in its terms, and the windows that a contig is cut in. The unit of work is a batch of
 * targets in a {@link PlannedWindow}; units can be done in any order, by any number of machines that read the same files, and
 * joined to the same bytes. Immutable.
 */
public final class ImputationPlan {
    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final MatchedTargets targets;
    private final List<CmWindow> windows;
    private final EmpiricalR2 empirical;

    /**
     * @param siteCm position of every panel site in cM
     * @param windows some of {@link ImputationWindows#plan}, in order; at least one
     */
    public ImputationPlan(
            HaplotypePanel panel,
            double[] siteCm,
            MatchedTargets targets,
            List<CmWindow> windows,
            EmpiricalR2 empirical) {
        if (windows.isEmpty()) throw new IllegalArgumentException("no window to impute");
        this.panel = panel;
        this.siteCm = siteCm.clone();
        this.targets = targets;
        this.windows = List.copyOf(windows);
        this.empirical = empirical;
    }

    public MatchedTargets targets() {
        return targets;
    }

    /** The name of the contig, as in the panel. */
    public String contig() {
        return panel.site(0).contig();
    }

    public int windowCount() {
        return windows.size();
    }

    HaplotypePanel panel() {
        return panel;
    }

    /** Position of every panel site in cM. Not copied: do not write to it. */
    double[] siteCm() {
        return siteCm;
    }

    /** Where a window is. */
    CmWindow extent(int number) {
        return windows.get(number);
    }

    EmpiricalR2 empirical() {
        return empirical;
    }

    /** Names of the panel's samples. */
    public Samples panelSamples() {
        return panel.samples();
    }

    /** How many haplotypes the panel has. */
    public int panelHaplotypes() {
        return panel.haplotypeCount();
    }

    /** How many targets of any window fit in a unit of work, as of {@link PlannedWindow#batchSize}. */
    public int batchSize() {
        return IntStream.range(0, windows.size())
                .map(w -> size(w).batch())
                .min()
                .orElseThrow();
    }

    WindowSize size(int number) {
        CmWindow w = windows.get(number);
        return new WindowSize(
                panel.haplotypeCount(),
                w.siteCount(),
                panel.firstRow(w.toSite()) - panel.firstRow(w.fromSite()),
                targets.typed().typedCount(w.fromSite(), w.toSite()),
                w.coreSiteCount());
    }

    /** A window by its number in the plan, from 0. */
    public PlannedWindow window(int number) {
        return new PlannedWindow(panel, siteCm, targets, windows.get(number), empirical);
    }

    /** How often copying has to switch in this panel, at the targets' typed sites. @param config how it is copied */
    public SwitchRate switchRate(RetrievalConfig config) {
        return SwitchRate.estimate(panel, siteCm, targets.typed().panelSites(), config, targets.exclusions());
    }

    /** How many panel sites are written. */
    public int siteCount() {
        return windows.get(windows.size() - 1).coreToSite() - windows.get(0).coreFromSite();
    }
}
