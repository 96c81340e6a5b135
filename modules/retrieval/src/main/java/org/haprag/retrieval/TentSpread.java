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
     * Adds P(ALT) that is given row by row, apart for the typed site on a row's left and right.
     *
     * @param probability (R, 2) as {@link #addFlat} lays it out
     * @param weights channel c's weight is {@code weights[at + c]}
     * @param out (R, channels)
     */
    public void addProbability(float[] probability, float[] weights, int at, int channels, float[] out) {
        for (int row = from; row < to; row++) {
            float p = tent[row - from] * probability[2 * row + (row < middle ? 1 : 0)];
            if (p == 0) continue;
            for (int c = 0; c < channels; c++) out[row * channels + c] += p * weights[at + c];
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

    /**
     * Adds a panel haplotype's ALT alleles without the tent, rows left and right of the typed site apart.
     *
     * @param out (R, 2): [row][0] from the typed site on the row's left, [row][1] from the one on its right
     */
    void addFlat(int panelHap, float weight, float[] out) {
        BitMatrix alleles = panel.panelByHaplotype();
        for (int row = from; row < to; row += 64) {
            long bits = alleles.bits(panelHap, row, Math.min(64, to - row));
            while (bits != 0) {
                int r = row + Long.numberOfTrailingZeros(bits);
                bits &= bits - 1;
                out[2 * r + (r < middle ? 1 : 0)] += weight;
            }
        }
    }

    /**
     * Turns what {@link #addFlat} summed into P(ALT) among the haplotypes that were added, given their total weight;
     * {@code averaged} of it belongs to no haplotype in particular.
     */
    void finishFlat(float averaged, double total, float[] frequency, float[] out) {
        float scale = total > 1e-9 ? (float) (1 / total) : 0;
        for (int row = from; row < to; row++) {
            int at = 2 * row + (row < middle ? 1 : 0);
            float p = scale == 0 ? frequency[row] : (out[at] + averaged * frequency[row]) * scale;
            out[at] = Math.min(1, p);
        }
    }

    /** Adds weights that belong to no haplotype in particular: each row gets its ALT frequency's share. */
    void addAverage(float[] weights, float[] frequency, float[] out) {
        int channels = weights.length;
        for (int c = 0; c < channels; c++) {
            for (int row = from; row < to; row++)
                out[row * channels + c] += weights[c] * tent[row - from] * frequency[row];
        }
    }
}
