package org.haprag.metrics.run;

/**
 * Two samples whose names and genotypes do not go together.
 *
 * @param target a target
 * @param other another target, or a panel sample
 * @param kind what is odd about them
 * @param concordance share of equal genotypes among those that both have
 * @param genotypes how many those are
 */
public record SamplePair(String target, String other, Kind kind, double concordance, int genotypes) {
    /** What is odd about two samples. */
    public enum Kind {
        /** Two targets with the same genotypes: a duplicate, or identical twins. */
        SAME_TARGETS("two targets with the same genotypes"),
        /** A target with the genotypes of a panel sample of another name, from which it copies itself. */
        IN_PANEL_BY_ANOTHER_NAME("the genotypes of a panel sample of another name"),
        /** A target with the name of a panel sample and other genotypes. */
        NOT_ITS_NAMESAKE("the name of a panel sample, but other genotypes");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
