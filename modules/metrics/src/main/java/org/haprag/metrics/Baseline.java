package org.haprag.metrics;

import org.haprag.genotype.Haplotypes;

/** What every imputer must beat, computed here from the panel alone. */
public enum Baseline {
    /** Everybody gets the panel's ALT frequency on each haplotype as dosage, and Hardy-Weinberg posteriors. */
    AF_PRIOR("AF prior");

    private final String label;

    Baseline(String label) {
        this.label = label;
    }

    /** How it is called in tables. */
    public String label() {
        return label;
    }

    /**
     * Sets what everybody gets at one ALT allele.
     *
     * @param altFrequency of the panel
     * @param haplotypes of everybody
     * @param ds (samples) ALT dosages
     * @param gp (samples x 3) posteriors of 0, 1 and 2 ALT alleles
     */
    public void fill(double altFrequency, Haplotypes haplotypes, float[] ds, float[] gp) {
        float p = (float) altFrequency;
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            ds[s] = haplotypes.ploidy(s) * p;
            if (haplotypes.ploidy(s) == 1) {
                gp[3 * s] = 1 - p;
                gp[3 * s + 1] = p;
                gp[3 * s + 2] = 0;
                continue;
            }
            gp[3 * s] = (1 - p) * (1 - p);
            gp[3 * s + 1] = 2 * p * (1 - p);
            gp[3 * s + 2] = p * p;
        }
    }
}
