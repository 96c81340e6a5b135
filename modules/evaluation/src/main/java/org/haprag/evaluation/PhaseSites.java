package org.haprag.evaluation;

/** Whose neighbouring heterozygotes are compared with the truth's phase; biallelic sites in both cases. */
public enum PhaseSites {
    /** Those of the typed sites. */
    TYPED("typed"),
    /** Those of all common sites, where nothing tells which were typed. */
    COMMON("common");

    private final String key;

    PhaseSites(String key) {
        this.key = key;
    }

    /** Name in files. */
    public String key() {
        return key;
    }
}
