package org.haprag.model;

import org.haprag.retrieval.RetrievedHaplotype;

/**
 * What the fusion is told of a neighbour at an anchor: the features of {@link RetrievedHaplotype} brought near unit range
 * (log posteriors span about [-16, 0], log runs [-7, 2]), then 1 where it carries the target's allele there.
 */
final class NeighbourFeatures {
    private static final float POSTERIOR_SCALE = 0.25f;
    private static final float RUN_SCALE = 0.5f;
    private static final float SHIFT = 1;

    /** What a posterior's feature is multiplied with to differ as its logarithm does. */
    static final float POSTERIOR_UNIT = 1 / POSTERIOR_SCALE;

    private NeighbourFeatures() {}

    /** F for C scales. */
    static int count(int scales) {
        return RetrievedHaplotype.featureCount(scales) + 1;
    }

    /** Writes the features of the i-th neighbour at an anchor as the {@code at}-th described. */
    static void write(float[] to, int at, RetrievedHaplotype retrieved, int anchor, int i, boolean agrees) {
        int scales = retrieved.scaleCount();
        int first = at * count(scales);
        int last = first + count(scales) - 1;
        retrieved.describe(anchor, i, to, first);
        for (int f = first; f < first + scales; f++) to[f] = to[f] * POSTERIOR_SCALE + SHIFT;
        for (int f = first + scales; f < last - 2; f++) to[f] = to[f] * RUN_SCALE + SHIFT;
        for (int f = last - 2; f < last; f++) to[f] = 1 - to[f];
        to[last] = agrees ? 1 : 0;
    }
}
