package org.haprag.metrics;

import org.haprag.genotype.Haplotypes;

/** How well one (site, ALT allele) was imputed. One instance measures site after site. */
public final class SiteAccuracy {
    private final double[] t = new double[Tally.SIZE];
    private int haplotypes;

    /**
     * Measures a site; arguments as in {@link MafStratifiedScores#add}.
     *
     * @param ofSamples haplotypes of the samples to use
     * @param rule how genotypes are called
     */
    public void measure(float[] ds, float[] gp, byte[] truth, Haplotypes ofSamples, CallRule rule) {
        java.util.Arrays.fill(t, 0);
        haplotypes = 0;
        for (int s = 0; s < ofSamples.sampleCount(); s++) {
            if (truth[s] < 0) continue;
            haplotypes += ofSamples.ploidy(s);
            float x = Float.isNaN(ds[s]) ? 0 : ds[s];
            if (gp != null && gp[3 * s] + gp[3 * s + 1] + gp[3 * s + 2] >= 0) {
                Tally.add(t, 0, x, gp, 3 * s, truth[s], rule);
            } else {
                Tally.add(t, 0, x, truth[s]);
            }
        }
    }

    /** Samples with a true genotype. */
    public int pairs() {
        return (int) t[Tally.PAIRS];
    }

    public double value(Metric metric) {
        return metric.of(t, 0);
    }

    /** Mean DS a haplotype. */
    public double calledAltFrequency() {
        return t[Tally.SUM_X] / haplotypes;
    }

    /** ALT frequency among the true genotypes. */
    public double trueAltFrequency() {
        return sumY() / haplotypes;
    }

    /** Wrong calls. */
    public int wrong() {
        int calls = Tally.calls(t, 0);
        return (int) (t[Tally.PAIRS] - t[calls] - t[calls + 4] - t[calls + 8]);
    }

    /** Pairs other than those truly 0/0 and called 0/0: the denominator of NRD. */
    public int nonReference() {
        return (int) (t[Tally.PAIRS] - t[Tally.calls(t, 0)]);
    }

    /** r2 over the samples of this site: 0 where only the truth varies, NaN where the truth does not. */
    public double r2() {
        if (!(centredYy() > 0)) return Double.NaN;
        double r2 = value(Metric.R2);
        return Double.isNaN(r2) ? 0 : r2;
    }

    /** S (x - mean x)^2. */
    public double centredXx() {
        return Math.max(0, t[Tally.SUM_XX] - t[Tally.SUM_X] * t[Tally.SUM_X] / t[Tally.PAIRS]);
    }

    /** S (y - mean y)^2 to be expected if alleles have the frequency that the dosages say. */
    double expectedVariance() {
        double p = Math.min(1, Math.max(0, calledAltFrequency()));
        return haplotypes * p * (1 - p);
    }

    /** S (y - mean y)^2. */
    public double centredYy() {
        double squares = Tally.column(t, Tally.DS_CALLS, 1) + 4 * Tally.column(t, Tally.DS_CALLS, 2);
        return squares - sumY() * sumY() / t[Tally.PAIRS];
    }

    /** S (x - mean x)(y - mean y). */
    public double centredXy() {
        return t[Tally.SUM_XY] - t[Tally.SUM_X] * sumY() / t[Tally.PAIRS];
    }

    private double sumY() {
        return Tally.column(t, Tally.DS_CALLS, 1) + 2 * Tally.column(t, Tally.DS_CALLS, 2);
    }
}
