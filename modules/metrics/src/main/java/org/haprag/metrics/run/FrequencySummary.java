package org.haprag.metrics.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.haprag.genotype.FrequencyComparison;
import org.haprag.metrics.run.SiteFrequencies.Outlier;

/** The frequencies of ALT at the typed sites of all contigs, and their outliers: two numbers a site. */
public final class FrequencySummary {
    private double[] inPanel = new double[0];
    private double[] inTargets = new double[0];
    private final BitSet outlier = new BitSet();
    private final List<Outlier> outliers = new ArrayList<>();

    /** Of one contig. */
    public static FrequencySummary of(SiteFrequencies frequencies) {
        FrequencySummary summary = new FrequencySummary();
        summary.add(frequencies);
        return summary;
    }

    /** Adds the sites of a contig. */
    public void add(SiteFrequencies contig) {
        int before = count();
        inPanel = Arrays.copyOf(inPanel, before + contig.count());
        inTargets = Arrays.copyOf(inTargets, before + contig.count());
        for (int t = 0; t < contig.count(); t++) {
            inPanel[before + t] = contig.inPanel(t);
            inTargets[before + t] = contig.inTargets(t);
            if (contig.outlier(t)) outlier.set(before + t);
        }
        outliers.addAll(contig.outliers());
    }

    /** Adds sites that are not used as their frequencies do not fit: they are outliers, and no typed sites. */
    public void addDropped(List<Outlier> sites) {
        outliers.addAll(sites);
    }

    /** How many typed sites there are. */
    public int count() {
        return inPanel.length;
    }

    /** In the panel. */
    public double inPanel(int typedSite) {
        return inPanel[typedSite];
    }

    /** Among the targets; NaN where nobody has a call. */
    public double inTargets(int typedSite) {
        return inTargets[typedSite];
    }

    /** As {@link SiteFrequencies#outlier}. */
    public boolean outlier(int typedSite) {
        return outlier.get(typedSite);
    }

    /** Squared correlation of the two frequencies over the sites; NaN where one of them does not vary. */
    public double r2() {
        double r = FrequencyComparison.correlation(inTargets, inPanel);
        return r * r;
    }

    /** The outliers, largest difference first. */
    public List<Outlier> outliers() {
        List<Outlier> list = new ArrayList<>(outliers);
        list.sort(Comparator.comparingDouble(Outlier::difference).reversed());
        return list;
    }
}
