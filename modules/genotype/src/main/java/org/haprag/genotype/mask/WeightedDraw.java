package org.haprag.genotype.mask;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws indices without replacement, each next one with probability proportional to its weight: every index gets an
 * exponential waiting time of that rate and the first ones win (Efraimidis and Spirakis 2006,
 * doi:10.1016/j.ipl.2005.11.003).
 */
final class WeightedDraw {
    private WeightedDraw() {}

    /**
     * Draws once.
     *
     * @param weights not negative; an index of weight 0 is drawn only when all others are, lowest index first
     * @param count how many to draw, at most {@code weights.length}
     * @return increasing indices
     */
    static int[] draw(double[] weights, int count, SplittableRandom random) {
        double[] waiting = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            double unit = 1 - random.nextDouble();
            if (!(weights[i] >= 0)) throw new IllegalArgumentException("weight " + i + " is " + weights[i]);
            waiting[i] = weights[i] == 0 ? Double.POSITIVE_INFINITY : -Math.log(unit) / weights[i];
        }
        double[] sorted = waiting.clone();
        Arrays.sort(sorted);
        double limit = count == 0 ? Double.NEGATIVE_INFINITY : sorted[count - 1];
        int atLimit = 0;
        while (atLimit < count && sorted[count - 1 - atLimit] == limit) atLimit++;
        int[] drawn = new int[count];
        int n = 0;
        for (int i = 0; i < waiting.length && n < count; i++) {
            if (waiting[i] < limit || (waiting[i] == limit && atLimit-- > 0)) drawn[n++] = i;
        }
        return drawn;
    }
}
