package org.haprag.experiment.result;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (Holm 1979, doi:10.2307/4615733): the probability that any of the tests called significant is
 * a false alarm stays below the level, whatever the tests have to do with each other.
 */
public final class HolmCorrection {
    private HolmCorrection() {}

    /**
     * Adjusts the p values of one family of tests.
     *
     * @param p in [0, 1]; NaN stays NaN and is no member of the family
     * @return in the order given, each at least as large as it was
     */
    public static double[] adjust(double[] p) {
        List<Integer> order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = p.clone();
        double largest = 0;
        for (int i = 0; i < order.size(); i++) {
            largest = Math.max(largest, Math.min(1, (order.size() - i) * p[order.get(i)]));
            adjusted[order.get(i)] = largest;
        }
        return adjusted;
    }
}
