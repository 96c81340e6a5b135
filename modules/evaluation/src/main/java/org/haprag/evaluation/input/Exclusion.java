package org.haprag.evaluation.input;

/** Why a site was not scored. */
public enum Exclusion {
    NOT_IN_TRUTH("the truth has no record at this position"),
    ALLELES_DIFFER_FROM_TRUTH("the truth has other alleles at this position"),
    NOT_IN_PANEL("the panel has no record at this position, so its MAF is not known"),
    ALLELES_DIFFER_FROM_PANEL("the panel has other alleles at this position"),
    NO_PANEL_FREQUENCY("the panel has no called allele here, so its MAF is not known"),
    MONOMORPHIC("the record has no ALT allele"),
    DUPLICATE("an earlier record has the same position and alleles"),
    TRUTH_MISSING("no scored sample has a true genotype here");

    private final String reason;

    Exclusion(String reason) {
        this.reason = reason;
    }

    /** One clause for people. */
    public String reason() {
        return reason;
    }
}
