package org.haprag.metrics.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haprag.genotype.FrequencyComparison;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;

/**
 * The frequencies of ALT at typed sites, among the targets and in the panel, as {@link FrequencyComparison} has them, and what the
 * outliers among them look like.
 */
public final class SiteFrequencies {
    private final HaplotypePanel panel;
    private final TypedHaplotypes typed;
    private final FrequencyComparison frequencies;

    /** @param typed observed alleles at sites of the panel */
    public SiteFrequencies(HaplotypePanel panel, TypedHaplotypes typed) {
        this.panel = panel;
        this.typed = typed;
        this.frequencies = FrequencyComparison.of(panel, typed);
    }

    public int count() {
        return typed.typedCount();
    }

    /** In the panel. */
    public double inPanel(int typedSite) {
        return frequencies.panel(typedSite);
    }

    /** Among the targets; NaN where nobody has a call. */
    public double inTargets(int typedSite) {
        return frequencies.target(typedSite);
    }

    /** |target - panel|. */
    public double difference(int typedSite) {
        return Math.abs(inTargets(typedSite) - inPanel(typedSite));
    }

    /** As {@link FrequencyComparison#outlier}. */
    public boolean outlier(int typedSite) {
        return frequencies.outlier(typedSite);
    }

    /** Whether the frequencies would agree far better if the alleles were exchanged. */
    public boolean inverted(int typedSite) {
        return outlier(typedSite)
                && Math.abs(1 - inTargets(typedSite) - inPanel(typedSite)) < difference(typedSite) / 2;
    }

    public Site site(int typedSite) {
        return panel.site(typed.panelSite(typedSite));
    }

    /**
     * An outlier.
     *
     * @param inPanel frequency of the ALT that differs most in the panel
     * @param inTargets among the targets
     * @param inverted as {@link SiteFrequencies#inverted}
     * @param used whether it is imputed from
     */
    public record Outlier(Site site, double inPanel, double inTargets, boolean inverted, boolean used) {
        /** A palindromic site that is not used, as it may be on the other strand. */
        public static Outlier dropped(Site site, double inPanel, double inTargets) {
            return new Outlier(site, inPanel, inTargets, true, false);
        }

        public double difference() {
            return Math.abs(inTargets - inPanel);
        }

        /** As {@link Site#palindromic}. */
        public boolean palindromic() {
            return site.palindromic();
        }
    }

    /** The outliers, largest difference first. */
    public List<Outlier> outliers() {
        List<Outlier> list = new ArrayList<>();
        for (int t = 0; t < count(); t++) {
            if (outlier(t)) list.add(new Outlier(site(t), inPanel(t), inTargets(t), inverted(t), true));
        }
        list.sort(Comparator.comparingDouble(Outlier::difference).reversed());
        return list;
    }
}
