package org.haprag.evaluation;

/** Kinds of sites that are scored apart. */
public enum SiteClass {
    /** One REF base, one ALT base. */
    SNV("snv", "SNV"),
    /** Anything longer: insertions, deletions, multi-base substitutions, symbolic alleles. */
    INDEL("indel", "indel"),
    /** Several ALT alleles of one REF, in one record or split; each ALT is scored on its own. */
    MULTI_ALLELIC("multi-allelic", "multi-allelic");

    private final String key;
    private final String label;

    SiteClass(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Name in files. */
    public String key() {
        return key;
    }

    /** Name for people. */
    public String label() {
        return label;
    }
}
