package org.haprag.metrics.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;

/**
 * The frequency of the first ALT at typed sites, among the targets and in the panel. A site is an outlier where the two differ by
 * {@link #LEAST_DIFFERENCE} or {@link #SPREADS} times the usual difference of these data, whichever is more, and by {@link
 * #DEVIATIONS} standard errors: people of another origin than the panel's differ a little everywhere, a strand error differs
 * much at one site.
 */
public final class SiteFrequencies {
    /** Called haplotypes below which a frequency says nothing. */
    public static final int LEAST_CALLED = 20;

    private static final double LEAST_DIFFERENCE = .1;
    private static final double SPREADS = 4;
    private static final double DEVIATIONS = 5;

    /** Of a normal distribution, standard deviation over median absolute deviation. */
    private static final double OF_MEDIAN = 1.4826;

    private static final double COMMON = .05;

    private final HaplotypePanel panel;
    private final TypedHaplotypes typed;
    private final double[] inPanel;
    private final double[] inTargets;
    private final int[] called;
    private final double enough;

    /** @param typed observed alleles at sites of the panel */
    public SiteFrequencies(HaplotypePanel panel, TypedHaplotypes typed) {
        this.panel = panel;
        this.typed = typed;
        int sites = typed.typedCount();
        this.inPanel = new double[sites];
        this.called = new int[sites];
        int[] alt = new int[sites];
        for (int h = 0; h < typed.haplotypeCount(); h++) {
            byte[] row = typed.row(h);
            for (int t = 0; t < sites; t++) {
                if (row[t] >= 0) called[t]++;
                if (row[t] == 1) alt[t]++;
            }
        }
        this.inTargets = new double[sites];
        for (int t = 0; t < sites; t++) {
            inPanel[t] = panel.altFrequency(panel.firstRow(typed.panelSite(t)));
            inTargets[t] = called[t] == 0 ? Double.NaN : alt[t] / (double) called[t];
        }
        this.enough = Math.max(LEAST_DIFFERENCE, SPREADS * usualDifference());
    }

    private double usualDifference() {
        double[] differences = new double[inPanel.length];
        int n = 0;
        for (int t = 0; t < inPanel.length; t++) {
            double maf = Math.min(inPanel[t], 1 - inPanel[t]);
            if (maf >= COMMON && called[t] >= LEAST_CALLED) differences[n++] = difference(t);
        }
        if (n == 0) return 0;
        Arrays.sort(differences, 0, n);
        return OF_MEDIAN * differences[n / 2];
    }

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

    /** |target - panel|. */
    public double difference(int typedSite) {
        return Math.abs(inTargets[typedSite] - inPanel[typedSite]);
    }

    public boolean outlier(int typedSite) {
        if (called[typedSite] < LEAST_CALLED || difference(typedSite) < enough) return false;
        double n = called[typedSite];
        double m = panel.haplotypeCount();
        double pooled = (n * inTargets[typedSite] + m * inPanel[typedSite]) / (n + m);
        double error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        return difference(typedSite) >= DEVIATIONS * error;
    }

    /** Whether the frequencies would agree far better if the alleles were exchanged. */
    public boolean inverted(int typedSite) {
        return outlier(typedSite)
                && Math.abs(1 - inTargets[typedSite] - inPanel[typedSite]) < difference(typedSite) / 2;
    }

    /** Whether the alleles are A and T, or C and G: on the other strand they read the same. */
    public boolean palindromic(int typedSite) {
        return palindromic(site(typedSite));
    }

    static boolean palindromic(Site site) {
        if (!site.snv() || site.multiAllelic()) return false;
        return switch (site.ref().toUpperCase(java.util.Locale.ROOT)
                + site.alts().get(0).toUpperCase(java.util.Locale.ROOT)) {
            case "AT", "TA", "CG", "GC" -> true;
            default -> false;
        };
    }

    public Site site(int typedSite) {
        return panel.site(typed.panelSite(typedSite));
    }

    /** Squared correlation of the two frequencies over the sites; NaN where one of them does not vary. */
    public double r2() {
        double n = 0;
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double syy = 0;
        double sxy = 0;
        for (int t = 0; t < count(); t++) {
            if (called[t] == 0) continue;
            n++;
            sx += inPanel[t];
            sy += inTargets[t];
            sxx += inPanel[t] * inPanel[t];
            syy += inTargets[t] * inTargets[t];
            sxy += inPanel[t] * inTargets[t];
        }
        double xx = sxx - sx * sx / n;
        double yy = syy - sy * sy / n;
        double xy = sxy - sx * sy / n;
        return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : Double.NaN;
    }

    /**
     * An outlier.
     *
     * @param inPanel frequency of the first ALT in the panel
     * @param inTargets among the targets
     * @param palindromic as {@link SiteFrequencies#palindromic}
     * @param inverted as {@link SiteFrequencies#inverted}
     */
    public record Outlier(Site site, double inPanel, double inTargets, boolean palindromic, boolean inverted) {
        public double difference() {
            return Math.abs(inTargets - inPanel);
        }
    }

    /** The outliers, largest difference first. */
    public List<Outlier> outliers() {
        List<Outlier> list = new ArrayList<>();
        for (int t = 0; t < count(); t++) {
            if (outlier(t)) list.add(new Outlier(site(t), inPanel[t], inTargets[t], palindromic(t), inverted(t)));
        }
        list.sort(Comparator.comparingDouble(Outlier::difference).reversed());
        return list;
    }
}
