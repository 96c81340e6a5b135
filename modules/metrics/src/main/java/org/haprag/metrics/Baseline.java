package org.haprag.metrics;

import java.util.Arrays;

/** What every imputer must beat, computed here from the panel alone. */
public enum Baseline {
    /** Everybody gets twice the panel's ALT frequency as dosage, and Hardy-Weinberg posteriors. */
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
     * @param ds (samples) ALT dosages
     * @param gp (samples x 3) posteriors of 0, 1 and 2 ALT alleles
     */
    public void fill(double altFrequency, float[] ds, float[] gp) {
        float p = (float) altFrequency;
        Arrays.fill(ds, 2 * p);
        for (int s = 0; s < ds.length; s++) {
            gp[3 * s] = (1 - p) * (1 - p);
            gp[3 * s + 1] = 2 * p * (1 - p);
            gp[3 * s + 2] = p * p;
        }
    }
}
