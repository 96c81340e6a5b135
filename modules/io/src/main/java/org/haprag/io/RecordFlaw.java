package org.haprag.io;

/** Why a record of an otherwise sound file cannot be used. A malformed genotype is none of these: it ends the run. */
public enum RecordFlaw {
    POS_0("POS is 0: the end of a chromosome, or a probe without a place"),
    REF_NOT_BASES("REF is not made of bases"),
    ALT_IS_REF("an ALT is the same as REF"),
    ALT_TWICE("an ALT stands there twice"),
    ALT_MALFORMED("an ALT is no allele"),
    TOO_MANY_ALTS("there are more than " + Byte.MAX_VALUE + " ALTs"),
    NO_GENOTYPES("there is no GT in FORMAT");

    private final String reason;

    RecordFlaw(String reason) {
        this.reason = reason;
    }

    /** One clause for people. */
    public String reason() {
        return reason;
    }
}
