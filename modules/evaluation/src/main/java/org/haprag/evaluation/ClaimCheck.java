package org.haprag.evaluation;

/**
 * A claim of INFO against what the same file's FORMAT says.
 *
 * @param sites how many sites make the claim and can be checked
 * @param claimed mean claim
 * @param recomputed mean of the same from FORMAT of all samples of the file
 * @param meanAbsoluteDifference of the two
 * @param maxAbsoluteDifference of the two
 */
public record ClaimCheck(
        int sites, double claimed, double recomputed, double meanAbsoluteDifference, double maxAbsoluteDifference) {
    /** Sums up claims site by site. */
    static final class Sum {
        private int sites;
        private double claimed;
        private double recomputed;
        private double difference;
        private double most;

        /** Ignored where either is NaN. */
        void add(double claim, double found) {
            if (Double.isNaN(claim) || Double.isNaN(found)) return;
            sites++;
            claimed += claim;
            recomputed += found;
            difference += Math.abs(claim - found);
            most = Math.max(most, Math.abs(claim - found));
        }

        ClaimCheck result() {
            return new ClaimCheck(sites, claimed / sites, recomputed / sites, difference / sites, most);
        }
    }
}
