package org.haprag.model;

import org.haprag.retrieval.RetrievedHaplotype;

/**
 * What the fusion is told of a neighbour at a typed site: the features of {@link RetrievedHaplotype} brought near unit range
 * (log posteriors span about [-16, 0], log runs [-7, 2]), then 1 where it carries the target's allele there.
 */
final class NeighbourFeatures {
    private static final float POSTERIOR_SCALE = 0.25f;
    private static final float RUN_SCALE = 0.5f;
    private static final float SHIFT = 1;

    /** What a posterior's feature is multiplied with to differ as its logarithm does. */
    static final float POSTERIOR_UNIT = 1 / POSTERIOR_SCALE;

    private NeighbourFeatures() {}

    /** F for a number of scales. */
    static int count(int scales) {
        return RetrievedHaplotype.featureCount(scales) + 1;
    }

    /** Writes the {@code at}-th neighbour's features from the {@code from}-th of what was retrieved. */
    static void write(float[] to, int at, float[] retrieved, int from, int scales, boolean agrees) {
        int stored = RetrievedHaplotype.featureCount(scales);
        int first = at * count(scales);
        for (int f = 0; f < stored; f++) {
            float scale = f < scales ? POSTERIOR_SCALE : RUN_SCALE;
            to[first + f] = retrieved[from * stored + f] * scale + SHIFT;
        }
        to[first + stored] = agrees ? 1 : 0;
    }
}
