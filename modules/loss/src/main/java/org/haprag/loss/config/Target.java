package org.haprag.loss.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a fused embedding should reconstruct. */
public enum Target {
    /** The haplotype's own embedding before encoder and fusion, masked sites included. */
    BEFORE,
    /** The embedding of the true alleles. */
    TRUTH;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
