package org.haprag.loss;

/** The parts of the total loss, in the order in which weights and gradients are listed. */
public enum Task {
    HAP1("hap1"),
    HAP2("hap2"),
    GT("gt"),
    /** Reconstruction of haplotype 1, a mean squared distance of embeddings. */
    RECON1("recon1"),
    RECON2("recon2"),
    /** Contrast of a target's two haplotypes. */
    INFO_NCE("infoNce"),
    /** The auxiliary head against the truth. */
    AUX("aux"),
    /** The auxiliary head against the EMA teacher. */
    DISTILL("distill"),
    /** The auxiliary head against the main head where both are confident. */
    CONSISTENCY("consistency");

    private final String key;

    Task(String key) {
        this.key = key;
    }

    /** Name in YAML, logs and metrics.json. */
    public String key() {
        return key;
    }

    /** Whether the dosages come from this task: the main ones where a scheme tells main from auxiliary. */
    public boolean isMain() {
        return this == HAP1 || this == HAP2;
    }

    /** Whether this is a squared distance, for which uncertainty weighting has another factor. */
    public boolean isRegression() {
        return this == RECON1 || this == RECON2;
    }
}
