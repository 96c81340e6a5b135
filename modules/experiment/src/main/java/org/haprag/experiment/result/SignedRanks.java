package org.haprag.experiment.result;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test of paired differences (Wilcoxon 1945, doi:10.2307/3001968), two-sided. Zeros are left out, as
 * in the paper; ties share their mean rank. Up to {@link #EXACT_UP_TO} differences the distribution is exact, ties and all;
 * above it is normal with the variance of the ranks at hand and a continuity correction.
 *
 * <p>Commons Math's own test keeps the zeros and enumerates 2^n signs; only its ranks and its normal distribution are used.
 */
public final class SignedRanks {
    /** More differences than that are left to the normal distribution. */
    static final int EXACT_UP_TO = 200;

    private SignedRanks() {}

    /**
     * The probability of ranks at least so one-sided if signs were coin tosses.
     *
     * @param differences NaN is passed over
     * @return in (0, 1]; 1 where nothing differs
     */
    public static double p(double[] differences) {
        double[] moved = Arrays.stream(differences)
                .filter(d -> !Double.isNaN(d) && d != 0)
                .toArray();
        if (moved.length == 0) return 1;
        double[] sizes = Arrays.stream(moved).map(Math::abs).toArray();
        double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(sizes);
        double positive = 0;
        double total = 0;
        for (int i = 0; i < ranks.length; i++) {
            total += ranks[i];
            if (moved[i] > 0) positive += ranks[i];
        }
        double smaller = Math.min(positive, total - positive);
        return ranks.length <= EXACT_UP_TO ? exact(ranks, smaller) : normal(ranks, smaller, total);
    }

    /** Mean ranks are multiples of a half: all sums of the doubled ranks, with their probabilities. */
    private static double exact(double[] ranks, double smaller) {
        int[] doubled =
                Arrays.stream(ranks).mapToInt(r -> (int) Math.round(2 * r)).toArray();
        double[] probability = new double[Arrays.stream(doubled).sum() + 1];
        probability[0] = 1;
        int reached = 0;
        for (int rank : doubled) {
            reached += rank;
            for (int sum = reached; sum >= 0; sum--) {
                double without = sum <= reached - rank ? probability[sum] : 0;
                double with = sum >= rank ? probability[sum - rank] : 0;
                probability[sum] = (without + with) / 2;
            }
        }
        double tail = 0;
        for (int sum = 0; sum <= Math.round(2 * smaller); sum++) tail += probability[sum];
        return Math.min(1, 2 * tail);
    }

    private static double normal(double[] ranks, double smaller, double total) {
        double variance = Arrays.stream(ranks).map(r -> r * r).sum() / 4;
        double z = Math.min(0, smaller + 0.5 - total / 2) / Math.sqrt(variance);
        return Math.min(1, 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(z));
    }
}
