package org.haprag.retrieval;

import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;

/**
 * Carries weights of panel haplotypes at a typed site over to the allele rows around it: a tent of height 1 at the typed
 * site that falls to 0, linearly in cM, at the typed sites on its left and right. Summed over the typed sites, a row
 * between two of them gets the linear interpolation of both. Work is proportional to the ALT alleles that the weighted
 * haplotypes carry. One instance serves one thread.
 */
public final class TentSpread {
    private final TypedPanel panel;
    private float[] tent = {};
    private int from;
    private int to;
    private int middle;

    public TentSpread(TypedPanel panel) {
        this.panel = panel;
    }

    /** Moves to a typed site. */
    public void moveTo(int typed) {
        HaplotypePanel haplotypes = panel.panel();
        from = panel.intervalStart(typed);
        to = panel.intervalStart(typed + 2);
        if (tent.length < to - from) tent = new float[2 * (to - from)];
        middle = panel.intervalStart(typed + 1);
        for (int row = from; row < to; row++) {
            int interval = row < middle ? typed : typed + 1;
            float right = panel.rightShare(interval, haplotypes.siteOfRow(row));
            boolean alone = panel.leftTyped(interval) == panel.rightTyped(interval);
            tent[row - from] = alone ? 1 : row < middle ? right : 1 - right;
        }
    }

    /**
     * Adds a panel haplotype's ALT alleles.
     *
     * @param weights channel c's weight is {@code weights[at + c * step]}
     * @param out (R, channels)
     */
    public void add(int panelHap, float[] weights, int at, int step, int channels, float[] out) {
        BitMatrix alleles = panel.panelByHaplotype();
        for (int row = from; row < to; row += 64) {
            long bits = alleles.bits(panelHap, row, Math.min(64, to - row));
            while (bits != 0) {
                int r = row + Long.numberOfTrailingZeros(bits);
                bits &= bits - 1;
                float height = tent[r - from];
                for (int c = 0; c < channels; c++) out[r * channels + c] += height * weights[at + c * step];
            }
        }
    }

    /** Adds weights that belong to no haplotype in particular: each row gets its ALT frequency's share. */
    void addAverage(float[] weights, float[] frequency, float[] out) {
        int channels = weights.length;
        float total = 0;
        for (float w : weights) total += w;
        if (total == 0) return;
        for (int row = from; row < to; row++) {
            float share = tent[row - from] * frequency[row];
            for (int c = 0; c < channels; c++) out[row * channels + c] += weights[c] * share;
        }
    }
}
