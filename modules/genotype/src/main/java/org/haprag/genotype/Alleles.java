package org.haprag.genotype;

import java.util.Locale;

/** Whether the alleles of two records mean the same. */
final class Alleles {
    private static final String BASES = "ACGTN";
    private static final String COMPLEMENTS = "TGCAN";

    private Alleles() {}

    /** Stands for no allele of the record itself: a deletion that began before it, or whatever a gVCF did not look for. */
    static boolean unspecified(String alt) {
        return alt.equals("*") || alt.equals("<*>") || alt.equals("<NON_REF>");
    }

    /** A name in angle brackets: what it means, INFO END tells. */
    static boolean symbolic(String alt) {
        return alt.startsWith("<");
    }

    /** Bases are the same in either case (VCF 4.4, section 1.6.1); symbolic alleles and breakends are left alone. */
    static String plain(String allele) {
        return symbolic(allele) || allele.indexOf('[') >= 0 || allele.indexOf(']') >= 0
                ? allele
                : allele.toUpperCase(Locale.ROOT);
    }

    /** How many bases REF and ALT share at their ends, the first base aside: a joined record has a longer REF than its parts. */
    private static int sharedEnd(String ref, String alt) {
        int most = Math.min(ref.length(), alt.length()) - 1;
        int n = 0;
        while (n < most && ref.charAt(ref.length() - 1 - n) == alt.charAt(alt.length() - 1 - n)) n++;
        return n;
    }

    /** Whether two ALTs at one position are the same change of sequence, INFO END aside. */
    static boolean sameChange(String refA, String altA, String refB, String altB) {
        String a = plain(altA);
        String b = plain(altB);
        if (symbolic(a) || symbolic(b)) return a.equals(b);
        String ra = plain(refA);
        String rb = plain(refB);
        if (ra.equals(rb)) return a.equals(b);
        int sharedA = sharedEnd(ra, a);
        int sharedB = sharedEnd(rb, b);
        return ra.length() - sharedA == rb.length() - sharedB
                && a.length() - sharedA == b.length() - sharedB
                && ra.regionMatches(0, rb, 0, ra.length() - sharedA)
                && a.regionMatches(0, b, 0, a.length() - sharedA);
    }

    /** Whether REF and all ALTs are as many bases: nothing is inserted or deleted. */
    static boolean sameLength(Site site) {
        for (String alt : site.alts()) {
            if (alt.length() != site.ref().length() || !alt.chars().allMatch(Character::isLetter)) return false;
        }
        return true;
    }

    /** The bases of the other strand. */
    static String reverseComplement(String allele) {
        StringBuilder out = new StringBuilder(allele.length());
        for (int i = allele.length() - 1; i >= 0; i--) {
            int k = BASES.indexOf(allele.charAt(i));
            out.append(k < 0 ? allele.charAt(i) : COMPLEMENTS.charAt(k));
        }
        return out.toString();
    }

    /** Whether a biallelic site reads the same on both strands: A/T and C/G. */
    static boolean palindromic(Site site) {
        return site.alts().size() == 1
                && sameLength(site)
                && reverseComplement(plain(site.ref())).equals(plain(site.alts().get(0)));
    }
}
