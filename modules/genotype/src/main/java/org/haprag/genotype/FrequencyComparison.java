package org.haprag.genotype;

/**
 * How frequent ALT alleles are among targets and in the panel, at the typed sites; at a site with several ALTs, of the one that
 * differs most. Where they differ much, one of the two was read wrongly, or they are not of one population.
 */
public final class FrequencyComparison {
    /** A difference that people of other ancestry do not explain; imputation servers report it as well. */
    private static final double MOST_DIFFERENCE = 0.2;

    /** Called haplotypes below which a frequency says nothing. */
    private static final int LEAST_CALLED = 20;

    /** Standard errors of the targets' frequency that are allowed beyond that. */
    private static final double ERRORS = 3;

    private final double[] target;
    private final double[] panel;
    private final int[] called;
    private final int panelHaplotypes;

    private FrequencyComparison(double[] target, double[] panel, int[] called, int panelHaplotypes) {
        this.target = target;
        this.panel = panel;
        this.called = called;
        this.panelHaplotypes = panelHaplotypes;
    }

    /** Compares the targets' typed sites with the panel. */
    public static FrequencyComparison of(HaplotypePanel panel, TypedHaplotypes typed) {
        int n = typed.typedCount();
        int[][] counts = new int[n][];
        int[] called = new int[n];
        for (int t = 0; t < n; t++) {
            counts[t] = new int[panel.site(typed.panelSite(t)).alts().size() + 1];
        }
        for (int h = 0; h < typed.haplotypeCount(); h++) {
            byte[] row = typed.row(h);
            for (int t = 0; t < n; t++) {
                if (row[t] < 0) continue;
                called[t]++;
                counts[t][row[t]]++;
            }
        }
        double[] ofTarget = new double[n];
        double[] ofPanel = new double[n];
        for (int t = 0; t < n; t++) {
            int firstRow = panel.firstRow(typed.panelSite(t));
            double most = -1;
            for (int alt = 1; alt < counts[t].length; alt++) {
                double here = counts[t][alt] / (double) called[t]; // NaN where nothing was called
                double there = panel.altFrequency(firstRow + alt - 1);
                if (Math.abs(here - there) <= most) continue;
                most = Math.abs(here - there);
                ofTarget[t] = here;
                ofPanel[t] = there;
            }
        }
        return new FrequencyComparison(ofTarget, ofPanel, called, panel.haplotypeCount());
    }

    /** Frequency among the targets' called alleles; NaN where there are none. */
    public double target(int typedSite) {
        return target[typedSite];
    }

    /** Frequency in the panel. */
    public double panel(int typedSite) {
        return panel[typedSite];
    }

    /** Whether a site's frequencies differ by more than chance and ancestry explain, where enough haplotypes are called. */
    public boolean outlier(int typedSite) {
        if (called[typedSite] < LEAST_CALLED) return false;
        double af = (panel[typedSite] * panelHaplotypes + 0.5) / (panelHaplotypes + 1.0); // never 0 or 1
        double error = Math.sqrt(af * (1 - af) / called[typedSite]);
        return Math.abs(target[typedSite] - panel[typedSite]) > MOST_DIFFERENCE + ERRORS * error;
    }

    /** Pearson's correlation over the sites with calls; NaN where one of the two does not vary. */
    public double correlation() {
        return correlation(target, panel);
    }

    /** The same of any sites. @param target NaN where there is no call */
    public static double correlation(double[] target, double[] panel) {
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int t = 0; t < target.length; t++) {
            if (Double.isNaN(target[t])) continue;
            n++;
            x += target[t];
            y += panel[t];
            xx += target[t] * target[t];
            yy += panel[t] * panel[t];
            xy += target[t] * panel[t];
        }
        return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
    }
}
