package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.AlleleWeights;

/**
 * Li-Stephens forward-backward (Li and Stephens 2003, doi:10.1093/genetics/165.4.2213) over the states of one target
 * haplotype, at every scale at once. Between typed sites d cM apart, a switch to a haplotype drawn uniformly from all N
 * happens with probability 1 - exp(-rate d); an observed allele differs from the copied one with probability
 * {@code mismatch}.
 *
 * <p>Forward values are kept at block borders only and recomputed block by block on the way back, so that memory is
 * O(S (T / block + block)). Each step divides by its sum: nothing under- or overflows. A state that enters a block starts
 * from the switch mass alone, as if its weight before had been 0.
 *
 * <p>One instance serves one thread; it is reused from target to target.
 */
final class CopyingPosterior {
    /** Gets the posteriors of one typed site. Called from the last typed site to the first. */
    interface Sink {
        /**
         * @param typed the typed site
         * @param states panel haplotypes, ascending
         * @param posterior (C, S) flattened with stride {@code stride}; each scale sums to 1
         */
        void accept(int typed, int[] states, float[] posterior, int stride);
    }

    /**
     * Even at 0 cM a switch stays possible. Without it, forward and backward weights can end up on disjoint states whose
     * product underflows; with it every product stays above 1e-32, in float's range.
     */
    private static final double LEAST_SWITCH = 1e-8;

    /** Every so many sites a posterior is summed up afresh, so that rounding of its known sum cannot build up. */
    private static final int SUM_AFRESH = 16;

    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final int scales;
    private float[] borders = {};
    private float[] forward = {};
    private float[] match = {};
    private float[] backward = {};
    private float[] carried = {};
    private float[] posterior = {};
    private final float[] forwardSum;
    private final double[] productSum;
    private final Emissions emissions;
    private final FloatRows rows = new FloatRows();

    CopyingPosterior(TypedPanel panel, RetrievalConfig config) {
        this.panel = panel;
        this.config = config;
        this.scales = config.scaleCount();
        this.emissions = new Emissions(panel, config.mismatch());
        this.forwardSum = new float[config.blockSites() * scales];
        this.productSum = new double[scales];
    }

    /**
     * @param observed what was observed of the target haplotype at the T typed sites
     * @param copyable N, the number of panel haplotypes that this target may see
     */
    void run(AlleleWeights observed, StateBlocks blocks, int copyable, Sink sink) {
        int stride = blocks.largest();
        reserve(blocks.count(), stride);
        for (int b = 0; b < blocks.count(); b++) forwardBlock(observed, blocks, b, stride, copyable, b > 0);
        for (int b = blocks.count() - 1; b >= 0; b--) {
            if (b < blocks.count() - 1) forwardBlock(observed, blocks, b, stride, copyable, b > 0);
            backwardBlock(blocks, b, stride, copyable, sink);
        }
    }

    /**
     * Adds the log likelihood of a target haplotype at each scale; of what leaves the states at a block's border nothing counts.
     *
     * @param to (C)
     */
    void addLogLikelihood(AlleleWeights observed, StateBlocks blocks, int copyable, double[] to) {
        int stride = blocks.largest();
        reserve(blocks.count(), stride);
        for (int b = 0; b < blocks.count(); b++) {
            forwardBlock(observed, blocks, b, stride, copyable, b > 0);
            int sites = blocks.endTyped(b) - blocks.firstTyped(b);
            for (int i = 0; i < sites * scales; i++) to[i % scales] += Math.log(forwardSum[i]);
        }
    }

    private void reserve(int blocks, int stride) {
        int width = scales * stride;
        if (borders.length < blocks * width) borders = new float[blocks * width];
        if (forward.length < config.blockSites() * width) forward = new float[config.blockSites() * width];
        if (match.length < config.blockSites() * stride) match = new float[config.blockSites() * stride];
        if (backward.length < width) {
            backward = new float[width];
            posterior = new float[width];
            carried = new float[stride];
        }
    }

    /** @param thinning what a block's rate is multiplied by */
    private double switchProbability(int scale, int typed, double thinning) {
        double cm = panel.typedCm(typed) - panel.typedCm(typed - 1);
        if (cm == 0) return LEAST_SWITCH;
        return Math.max(LEAST_SWITCH, -Math.expm1(-config.scales().get(scale) * thinning * cm));
    }

    private double thinning(int copyable, int states) {
        return config.thinningPower() == 0 ? 1 : Math.pow(copyable / (double) states, config.thinningPower());
    }

    /** Fills {@link #match} and {@link #forward} for a block; leaves the normalised last column in {@link #borders}. */
    private void forwardBlock(
            AlleleWeights observed, StateBlocks blocks, int block, int stride, int copyable, boolean hasPrevious) {
        int[] states = blocks.states(block);
        int s = states.length;
        int first = blocks.firstTyped(block);
        int end = blocks.endTyped(block);
        double thinning = thinning(copyable, s);
        emissions.fill(observed, first, end, states, match, stride);
        for (int c = 0; c < scales; c++) {
            float[] previous = carried;
            int previousAt = 0;
            float previousSum = 1;
            if (hasPrevious) {
                carry(borders, ((block - 1) * scales + c) * stride, blocks.states(block - 1), states, carried);
            }
            for (int t = first; t < end; t++) {
                int row = (t - first) * scales + c;
                double jump = t == 0 ? 1 : switchProbability(c, t, thinning);
                float stay = t == 0 ? 0 : (float) ((1 - jump) / previousSum);
                FloatRows.forwardStep(
                        previous, previousAt, forward, row * stride, match, (t - first) * stride, s, stay, (float)
                                (jump / copyable));
                previous = forward;
                previousAt = row * stride;
                previousSum = rows.sum(forward, previousAt, s);
                forwardSum[row] = previousSum;
            }
            FloatRows.scale(forward, previousAt, borders, (block * scales + c) * stride, s, 1 / previousSum);
        }
    }

    private void backwardBlock(StateBlocks blocks, int block, int stride, int copyable, Sink sink) {
        int[] states = blocks.states(block);
        int first = blocks.firstTyped(block);
        int last = blocks.endTyped(block) - 1;
        double thinning = thinning(copyable, states.length);
        if (last == panel.typedCount() - 1) {
            Arrays.fill(backward, 0, scales * stride, 1f);
        } else {
            enterFromRight(blocks, block, stride, copyable);
        }
        for (int t = last; t >= first; t--) {
            boolean afresh = (last - t) % SUM_AFRESH == 0;
            for (int c = 0; c < scales; c++)
                posterior((t - first) * scales + c, c * stride, c, states.length, stride, afresh);
            sink.accept(t, states, posterior, stride);
            for (int c = 0; c < scales; c++) {
                double jump = t > first ? switchProbability(c, t, thinning) : 0;
                absorb(c, t - first, states.length, stride, jump, copyable);
            }
        }
    }

    /**
     * Forward times backward, each scale summing to 1. Within a block the sum of the products follows from that of the site
     * on the right: divided by what the backward step was divided by, times what the forward step will be divided by.
     */
    private void posterior(int row, int at, int c, int s, int stride, boolean afresh) {
        if (afresh) {
            FloatRows.product(forward, row * stride, backward, at, posterior, at, s);
            productSum[c] = rows.sum(posterior, at, s);
            FloatRows.scale(posterior, at, posterior, at, s, (float) (1 / productSum[c]));
        } else {
            productSum[c] *= forwardSum[row];
            FloatRows.product(forward, row * stride, backward, at, posterior, at, s, (float) (1 / productSum[c]));
        }
    }
    /**
     * Takes a site's emissions into the backward values, then steps to the site on its left.
     *
     * @param jump 0 at a block's first site: the values are left normalised for {@link #enterFromRight}
     */
    private void absorb(int c, int siteOfBlock, int s, int stride, double jump, int copyable) {
        int at = c * stride;
        FloatRows.product(match, siteOfBlock * stride, backward, at, backward, at, s);
        double sum = rows.sum(backward, at, s);
        productSum[c] /= sum;
        FloatRows.scaleAdd(backward, at, s, (float) ((1 - jump) / sum), (float) (jump / copyable));
    }

    /** Moves the normalised emission-weighted backward values of the next block's first site onto this block's states. */
    private void enterFromRight(StateBlocks blocks, int block, int stride, int copyable) {
        int[] states = blocks.states(block);
        int t = blocks.firstTyped(block + 1);
        double thinning = thinning(copyable, blocks.states(block + 1).length);
        for (int c = 0; c < scales; c++) {
            carry(backward, c * stride, blocks.states(block + 1), states, carried);
            System.arraycopy(carried, 0, backward, c * stride, states.length);
            double jump = switchProbability(c, t, thinning);
            FloatRows.scaleAdd(backward, c * stride, states.length, (float) (1 - jump), (float) (jump / copyable));
        }
    }

    /** {@code to[j]} = the value of state j in {@code from}, 0 where it was not a state. Both state lists ascend. */
    private static void carry(float[] from, int fromAt, int[] fromStates, int[] toStates, float[] to) {
        if (fromStates == toStates) {
            System.arraycopy(from, fromAt, to, 0, toStates.length);
            return;
        }
        int i = 0;
        for (int j = 0; j < toStates.length; j++) {
            while (i < fromStates.length && fromStates[i] < toStates[j]) i++;
            to[j] = i < fromStates.length && fromStates[i] == toStates[j] ? from[fromAt + i] : 0;
        }
    }
}
