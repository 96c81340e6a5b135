package org.haprag.evaluation;

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
}
