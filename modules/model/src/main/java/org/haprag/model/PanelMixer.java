package org.haprag.model;

import org.haprag.retrieval.AlleleSpread;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TypedPanel;

/**
 * P(ALT) of every allele row by each fusion head, from the neighbours' weights: what the network computes in
 * {@link SiteBatch.Mixing#IN_NETWORK}, at a cost proportional to the ALT alleles among the neighbours.
 */
public final class PanelMixer {
    private PanelMixer() {}

    /**
     * @param weights (M, K, H) of one haplotype's anchors
     * @param places (A) each anchor's place in {@code weights}, -1 where it has none
     * @param heads H
     * @return (R, H)
     */
    public static float[] mix(
            TypedPanel panel, RetrievedHaplotype retrieved, float[] weights, int[] places, int neighbours, int heads) {
        float[] out = new float[panel.panel().alleleRowCount() * heads];
        Anchors anchors = retrieved.anchors();
        AlleleSpread spread = AlleleSpread.between(panel, anchors, heads);
        int stride = AlleleSpread.stride(heads);
        float[] there = new float[neighbours * stride];
        for (int a = 0; a < anchors.count(); a++) {
            if (places[a] < 0) continue;
            int stored = a * retrieved.neighbourCount();
            int count = 0;
            while (count < neighbours && retrieved.neighbours()[stored + count] != RetrievedHaplotype.NOBODY) count++;
            int first = places[a] * neighbours * heads;
            for (int i = 0; i < count; i++) System.arraycopy(weights, first + i * heads, there, i * stride, heads);
            spread.addFromAnchor(anchors, a, retrieved.neighbours(), stored, count, there, out);
        }
        return out;
    }
}
