package org.haprag.evaluation.input;

import org.haprag.genotype.Site;

/** One ALT allele of one record. Instances are reused: a value is good until its stream advances. */
public abstract class ScoredAllele {
    private Site site;
    private int altIndex;
    private String ref = "";
    private String alt = "";

    /** Names an allele; the bases that REF and ALT share at their ends are left out, as splitting programs do. */
    void identify(Site record, int altIndex) {
        this.site = record;
        this.altIndex = altIndex;
        String longRef = record.ref();
        String longAlt = record.alts().get(altIndex);
        int shared = longAlt.startsWith("<") ? 0 : sharedSuffix(longRef, longAlt);
        this.ref = longRef.substring(0, longRef.length() - shared);
        this.alt = longAlt.substring(0, longAlt.length() - shared);
    }

    private static int sharedSuffix(String a, String b) {
        int most = Math.min(a.length(), b.length()) - 1;
        int n = 0;
        while (n < most && a.charAt(a.length() - 1 - n) == b.charAt(b.length() - 1 - n)) n++;
        return n;
    }

    /** The record that the allele comes from. */
    public Site site() {
        return site;
    }

    /** Which ALT of the record this is, from 0. */
    public int altIndex() {
        return altIndex;
    }

    /** REF, without the bases that ALT shares at the end. */
    public String ref() {
        return ref;
    }

    /** ALT, without the bases that REF shares at the end. */
    public String alt() {
        return alt;
    }

    /** Whether two records speak of the same allele. */
    public boolean sameAllele(ScoredAllele other) {
        return alt.equals(other.alt) && (alt.startsWith("<") ? sameEnd(other.site) : ref.equals(other.ref));
    }

    /** Of structural variants, if both records tell. */
    private boolean sameEnd(Site other) {
        return site.endBp() == other.endBp() || site.endBp() == site.pos() || other.endBp() == other.pos();
    }
}
