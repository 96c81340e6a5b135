package org.haprag.model;

import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TentSpread;
import org.haprag.retrieval.TypedPanel;

/**
 * P(ALT) of every allele row by each fusion head, from the neighbours' weights: what the network computes in
 * {@link SiteBatch.Mixing#IN_NETWORK}, at a cost proportional to the ALT alleles among the neighbours.
 */
public final class PanelMixer {
    private PanelMixer() {}

    /**
     * @param weights (T, K+1, H) of one haplotype
     * @param heads H
     * @return (R, H)
     */
    public static float[] mix(
            TypedPanel panel, RetrievedHaplotype retrieved, float[] weights, int[] cores, int neighbours, int heads) {
        float[] out = new float[panel.panel().alleleRowCount() * heads];
        TentSpread spread = new TentSpread(panel);
        for (int t = 0; t < retrieved.typedCount(); t++) {
            if (cores[t] < 0) continue;
            spread.moveTo(t);
            int first = cores[t] * neighbours;
            for (int i = 0; i < neighbours; i++) {
                int hap = retrieved.neighbours()[t * retrieved.neighbourCount() + i];
                if (hap == RetrievedHaplotype.NOBODY) break;
                spread.add(hap, weights, (first + i) * heads, 1, heads, out);
            }
        }
        return out;
    }
}
