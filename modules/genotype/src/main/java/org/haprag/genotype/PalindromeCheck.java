package org.haprag.genotype;

/**
 * Judges sites that read the same on both strands (A/T, C/G) by the frequency of their ALT: were the file on the other
 * strand, its ALT would be the panel's REF. A site is kept if it is more likely than {@link #CERTAINTY} to be as it stands,
 * given its frequency in the panel and how many of the file's other substitutions fit only on the other strand.
 */
final class PalindromeCheck {
    /** One site in twenty that is dropped may be right; one that is kept and wrong says the opposite of what was observed. */
    static final double CERTAINTY = 0.95;

    /** What is assumed of a file in which no other site is on the other strand. */
    private static final double LEAST_FLIPPED = 0.001;

    /** Target haplotypes counted at most: frequencies differ between populations by more than large samples vary. */
    private static final int MOST_HAPLOTYPES = 100;

    private final double oddsOfFlip;

    /**
     * @param fitting substitutions that fit as they stand, palindromes left out
     * @param flipped those that fit only on the other strand
     */
    PalindromeCheck(int fitting, int flipped) {
        double share = flipped / (double) Math.max(1, fitting + flipped);
        double bounded = Math.min(1 - LEAST_FLIPPED, Math.max(LEAST_FLIPPED, share));
        this.oddsOfFlip = bounded / (1 - bounded);
    }

    /**
     * Whether a site may be used as it stands.
     *
     * @param alts ALT alleles among the targets' called ones
     * @param called called alleles of the targets
     * @param panelAlts ALT alleles in the panel
     * @param panelAlleles alleles in the panel
     */
    boolean fits(int alts, int called, int panelAlts, int panelAlleles) {
        double af = (panelAlts + 0.5) / (panelAlleles + 1.0); // never 0 or 1
        double counted = Math.min(1, MOST_HAPLOTYPES / (double) Math.max(1, called));
        double logRatio = (2.0 * alts - called) * counted * Math.log((1 - af) / af); // flipped to as it stands
        return 1 / (1 + oddsOfFlip * Math.exp(logRatio)) >= CERTAINTY;
    }
}
