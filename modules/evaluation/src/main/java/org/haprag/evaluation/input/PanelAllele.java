package org.haprag.evaluation.input;

/** How frequent one ALT allele is in the panel. */
public final class PanelAllele extends ScoredAllele {
    private double altFrequency;

    /** ALT frequency among the panel's called alleles, in [0, 1]; NaN if none was called. */
    public double altFrequency() {
        return altFrequency;
    }

    /** min(AF, 1 - AF); NaN if no allele was called. */
    public double maf() {
        return Math.min(altFrequency, 1 - altFrequency);
    }

    void setAltFrequency(double af) {
        altFrequency = af;
    }
}
