package org.haprag.retrieval;

import org.haprag.genotype.BitMatrix;

/**
 * How alike the neighbours of one typed site are to each other at all sites around it, typed or not. Neighbours that are
 * copies of each other speak with one voice: they share a recent ancestor, and the target either shares it too or not.
 */
final class LocalLikeness {
    private static final int HALF_ROWS = 48;
    private static final int NEAR_DIFFERENCES = 2;

    private final BitMatrix alleles;
    private final TypedPanel panel;
    private final long[] low;
    private final long[] high;
    private final int[] same;
    private final int[] near;
    private final float[] logOf;

    LocalLikeness(TypedPanel panel, int neighbours) {
        this.panel = panel;
        this.alleles = panel.panelByHaplotype();
        low = new long[neighbours];
        high = new long[neighbours];
        same = new int[neighbours];
        near = new int[neighbours];
        logOf = new float[neighbours + 1];
        for (int i = 0; i < logOf.length; i++) logOf[i] = (float) Math.log1p(i);
    }

    /** Compares the first {@code found} of the states that {@code best} indexes. */
    void load(int typed, int[] states, int[] best, int found) {
        int middle = panel.panel().firstRow(panel.panelSite(typed));
        int from = Math.max(0, middle - HALF_ROWS);
        int length = Math.min(2 * HALF_ROWS, alleles.columns() - from);
        for (int i = 0; i < found; i++) {
            low[i] = alleles.bits(states[best[i]], from, Math.min(64, length));
            high[i] = length > 64 ? alleles.bits(states[best[i]], from + 64, length - 64) : 0;
            same[i] = 0;
            near[i] = 0;
        }
        for (int i = 1; i < found; i++) {
            for (int j = 0; j < i; j++) {
                int differences = Long.bitCount(low[i] ^ low[j]) + Long.bitCount(high[i] ^ high[j]);
                if (differences > NEAR_DIFFERENCES) continue;
                near[i]++;
                near[j]++;
                if (differences > 0) continue;
                same[i]++;
                same[j]++;
            }
        }
    }

    /** log(1 + how many other neighbours carry the same alleles at the 96 rows around). */
    float same(int rank) {
        return logOf[same[rank]];
    }

    /** log(1 + how many others differ at two of them at most). */
    float near(int rank) {
        return logOf[near[rank]];
    }
}
