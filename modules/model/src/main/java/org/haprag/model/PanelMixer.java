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
    private final BitMatrix byHaplotype;
    private final RetrievedHaplotype retrieved;
    private final Anchors anchors;
    private final float[] weights;
    private final int[] places;
    private final int neighbours;
    private final int heads;
    private final Carried onLeft;
    private final Carried onRight;

    /**
     * @param weights (M, K, H) of one haplotype's anchors
     * @param places (A) each anchor's place in {@code weights}, -1 where it has none
     * @param heads H
     */
    public PanelMixer(
            TypedPanel panel, RetrievedHaplotype retrieved, float[] weights, int[] places, int neighbours, int heads) {
        this.byHaplotype = panel.panelByHaplotype();
        this.retrieved = retrieved;
        this.anchors = retrieved.anchors();
        this.weights = weights;
        this.places = places;
        this.neighbours = neighbours;
        this.heads = heads;
        this.onLeft = new Carried(neighbours);
        this.onRight = new Carried(neighbours);
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
        if (left != right) onLeft.add(alleleRow, left, 1 - rightShare, to, at);
        onRight.add(alleleRow, right, rightShare, to, at);
    }

    /** What an anchor's neighbours carry at 64 rows; kept, as predictions come row by row. */
    private final class Carried {
        private final long[] words;
        private int ofAnchor = -1;
        private int word;
        private int present;

        Carried(int neighbours) {
            words = new long[neighbours];
        }

        void add(int alleleRow, int anchor, float share, float[] to, int at) {
            if (anchor != ofAnchor || alleleRow >>> 6 != word) take(anchor, alleleRow >>> 6);
            int weight = places[anchor] * neighbours * heads;
            for (int i = 0; i < present; i++, weight += heads) {
                if ((words[i] >>> alleleRow & 1) == 0) continue;
                for (int h = 0; h < heads; h++) to[at + h] += share * weights[weight + h];
            }
        }

        private void take(int anchor, int rows) {
            ofAnchor = anchor;
            word = rows;
            int first = anchor * retrieved.neighbourCount();
            for (present = 0; present < neighbours; present++) {
                int hap = retrieved.neighbours()[first + present];
                if (hap == RetrievedHaplotype.NOBODY) return;
                words[present] = byHaplotype.word(hap, rows);
            }
        }
    }
}
