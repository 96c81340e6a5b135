package org.haprag.training.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bands of p_t, the probability of the true class, [lower, upper). The snvbert baseline calls a site hard below .5 and
 * easy above .8; its tables have the finer edges.
 */
public final class Difficulty {
    private static final double[] EDGES = {0, .1, .3, .5, .8, .9, .99, 1};

    private Difficulty() {}

    /** Names of the bands, from the hardest to the easiest. */
    public static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int b = 0; b + 1 < EDGES.length; b++) {
            labels.add(String.format(Locale.ROOT, "%s-%s", number(EDGES[b]), number(EDGES[b + 1])));
        }
        return labels;
    }

    private static String number(double x) {
        return java.math.BigDecimal.valueOf(x).stripTrailingZeros().toPlainString();
    }

    /** The band of a p_t in [0, 1]; 1 itself falls into the last. */
    public static int of(double pt) {
        int band = 0;
        while (band < EDGES.length - 2 && pt >= EDGES[band + 1]) band++;
        return band;
    }
}
