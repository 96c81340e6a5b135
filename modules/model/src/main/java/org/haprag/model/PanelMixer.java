package org.haprag.model;

import java.util.Arrays;
import org.haprag.genotype.BitMatrix;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TypedPanel;

/**
 * P(ALT) of allele rows of one haplotype by each fusion head, from its neighbours' weights: what the network computes in
 * {@link SiteBatch.Mixing#IN_NETWORK}, only where it is asked for.
 */
public final class PanelMixer {
    private final BitMatrix alleles;
    private final RetrievedHaplotype retrieved;
    private final Anchors anchors;
    private final float[] weights;
    private final int[] places;
    private final int neighbours;
    private final int heads;

    /**
     * @param weights (M, K, H) of one haplotype's anchors
     * @param places (A) each anchor's place in {@code weights}, -1 where it has none
     * @param heads H
     */
    public PanelMixer(
            TypedPanel panel, RetrievedHaplotype retrieved, float[] weights, int[] places, int neighbours, int heads) {
        this.alleles = panel.panel().alleles();
        this.retrieved = retrieved;
        this.anchors = retrieved.anchors();
        this.weights = weights;
        this.places = places;
        this.neighbours = neighbours;
        this.heads = heads;
    }

    /**
     * Writes H probabilities. The anchors on both sides must have a place.
     *
     * @param interval the row's interval between typed sites
     */
    void mix(int alleleRow, int interval, float[] to, int at) {
        Arrays.fill(to, at, at + heads, 0);
        int left = anchors.left(interval);
        int right = anchors.right(interval);
        float rightShare = left == right ? 1 : anchors.rightShare()[alleleRow];
        if (left != right) add(alleleRow, left, 1 - rightShare, to, at);
        add(alleleRow, right, rightShare, to, at);
    }

    private void add(int alleleRow, int anchor, float share, float[] to, int at) {
        int first = anchor * retrieved.neighbourCount();
        int weight = places[anchor] * neighbours * heads;
        for (int i = 0; i < neighbours; i++, weight += heads) {
            int hap = retrieved.neighbours()[first + i];
            if (hap == RetrievedHaplotype.NOBODY) return;
            if (!alleles.get(alleleRow, hap)) continue;
            for (int h = 0; h < heads; h++) to[at + h] += share * weights[weight + h];
        }
    }
}
