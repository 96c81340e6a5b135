package org.haprag.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.AlleleWeights;

/**
 * Li-Stephens forward-backward (Li and Stephens 2003, doi:10.1093/genetics/165.4.2213) over the states of one target
 * haplotype, at every scale at once. Between typed sites d cM apart, a switch to a haplotype drawn from the target's
 * {@link CopyingPrior} happens with probability 1 - exp(-rate d); an observed allele differs from the copied one with probability
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

    /** A state that is copied with less than this, at every scale and all over a block, is not handed over there. */
    private static final float LEAST_COPIED = 1e-5f;

    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final float leastCopied;
    private final int scales;

    /** By block and scale: the normalised values of its last site. */
    private float[][] borders = {};

    /** By typed site of the block that is worked on, and scale; on the way back the posteriors take their place. */
    private float[][] forward = {};

    /** By typed site of that block. */
    private float[][] match = {};

    /** By scale. */
    private float[][] backward = {};

    /** By state of the block that is worked on: how likely a switch goes there. */
    private float[] prior = {};

    private float[] carried = {};
    private int[] placed = {};
    private float[] most = {};
    private float[] handed = {};
    private final float[] forwardSum;
    private final double[] productSum;
    private final Emissions emissions;

    CopyingPosterior(TypedPanel panel, RetrievalConfig config) {
        this(panel, config, LEAST_COPIED);
    }

    /** @param leastCopied 0 hands all states over */
    CopyingPosterior(TypedPanel panel, RetrievalConfig config, float leastCopied) {
        this.panel = panel;
        this.config = config;
        this.leastCopied = leastCopied;
        this.scales = config.scaleCount();
        this.emissions = new Emissions(panel, config.mismatch());
        this.forwardSum = new float[config.blockSites() * scales];
        this.productSum = new double[scales];
    }

    /** As below, where a switch goes to all that the target may see alike. */
    void run(AlleleWeights observed, StateBlocks blocks, int copyable, Sink sink) {
        run(observed, blocks, copyable, CopyingPrior.uniform(copyable), sink);
    }

    /**
     * @param observed what was observed of the target haplotype at the T typed sites
     * @param copyable N, the number of panel haplotypes that this target may see
     * @param toWhere where switches go
     */
    void run(AlleleWeights observed, StateBlocks blocks, int copyable, CopyingPrior toWhere, Sink sink) {
        reserve(blocks);
        for (int b = 0; b < blocks.count(); b++) forwardBlock(observed, blocks, b, copyable, toWhere);
        for (int b = blocks.count() - 1; b >= 0; b--) {
            if (b < blocks.count() - 1) forwardBlock(observed, blocks, b, copyable, toWhere);
            backwardBlock(blocks, b, copyable);
            handOver(blocks, b, sink);
        }
    }

    /**
     * Adds the log likelihood of a target haplotype at each scale; of what leaves the states at a block's border nothing counts.
     *
     * @param to (C)
     */
    void addLogLikelihood(AlleleWeights observed, StateBlocks blocks, int copyable, double[] to) {
        reserve(blocks);
        for (int b = 0; b < blocks.count(); b++) {
            forwardBlock(observed, blocks, b, copyable, CopyingPrior.uniform(copyable));
            int sites = blocks.endTyped(b) - blocks.firstTyped(b);
            for (int i = 0; i < sites * scales; i++) to[i % scales] += Math.log(forwardSum[i]);
        }
    }

    private void reserve(StateBlocks blocks) {
        int states = blocks.largest();
        if (carried.length < states) {
            forward = new float[config.blockSites() * scales][states];
            match = new float[config.blockSites()][states];
            backward = new float[scales][states];
            carried = new float[states];
            prior = new float[states];
            placed = new int[states];
            most = new float[states];
            borders = new float[0][];
        }
        int kept = borders.length;
        if (kept < blocks.count() * scales) {
            borders = Arrays.copyOf(borders, blocks.count() * scales);
            for (int i = kept; i < borders.length; i++) borders[i] = new float[carried.length];
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
            AlleleWeights observed, StateBlocks blocks, int block, int copyable, CopyingPrior toWhere) {
        int[] states = blocks.states(block);
        int s = states.length;
        int first = blocks.firstTyped(block);
        int end = blocks.endTyped(block);
        double thinning = thinning(copyable, s);
        emissions.fill(observed, first, end, states, match);
        for (int j = 0; j < s; j++) prior[j] = toWhere.of(states[j]);
        if (block > 0) place(blocks.states(block - 1), states);
        for (int c = 0; c < scales; c++) {
            float[] previous = carried;
            float previousSum = 1;
            if (block > 0) carry(borders[(block - 1) * scales + c], s);
            for (int t = first; t < end; t++) {
                int row = (t - first) * scales + c;
                double jump = t == 0 ? 1 : switchProbability(c, t, thinning);
                float stay = t == 0 ? 0 : (float) ((1 - jump) / previousSum);
                forwardStep(previous, forward[row], match[t - first], prior, s, stay, (float) jump);
                previous = forward[row];
                previousSum = FloatVectors.sum(previous, s);
                forwardSum[row] = previousSum;
            }
            FloatVectors.scale(previous, 1 / previousSum, borders[block * scales + c], s);
        }
    }

    private static void forwardStep(float[] from, float[] to, float[] e, float[] prior, int n, float stay, float jump) {
        for (int j = 0; j < n; j++) to[j] = (from[j] * stay + prior[j] * jump) * e[j];
    }

    private static void backwardStep(float[] values, int n, float stay, float jump) {
        for (int j = 0; j < n; j++) values[j] = values[j] * stay + jump;
    }

    /** Turns {@link #forward} into posteriors. */
    private void backwardBlock(StateBlocks blocks, int block, int copyable) {
        int[] states = blocks.states(block);
        int s = states.length;
        int first = blocks.firstTyped(block);
        int last = blocks.endTyped(block) - 1;
        double thinning = thinning(copyable, s);
        if (last == panel.typedCount() - 1) for (float[] ofScale : backward) Arrays.fill(ofScale, 0, s, 1f);
        else enterFromRight(blocks, block, copyable);
        for (int c = 0; c < scales; c++) {
            for (int t = last; t >= first; t--) {
                posterior((t - first) * scales + c, c, s, (last - t) % SUM_AFRESH == 0);
                absorb(c, t - first, s, t > first ? switchProbability(c, t, thinning) : 0);
            }
        }
    }

    /** Hands a block's posteriors over, of the states that are copied anywhere in it. */
    private void handOver(StateBlocks blocks, int block, Sink sink) {
        int[] states = blocks.states(block);
        int rows = (blocks.endTyped(block) - blocks.firstTyped(block)) * scales;
        int[] places = copied(states.length, rows);
        boolean all = places.length == states.length;
        int[] kept = all ? states : Arrays.stream(places).map(j -> states[j]).toArray();
        if (handed.length < scales * kept.length) handed = new float[2 * scales * kept.length];
        for (int row = rows - scales; row >= 0; row -= scales) {
            for (int c = 0; c < scales; c++) {
                float[] from = forward[row + c];
                int at = c * kept.length;
                if (all) System.arraycopy(from, 0, handed, at, kept.length);
                else for (int i = 0; i < places.length; i++) handed[at + i] = from[places[i]];
            }
            sink.accept(blocks.firstTyped(block) + row / scales, kept, handed, kept.length);
        }
    }

    /** Which states are copied with {@link #leastCopied} somewhere in a block; all, where they are fewer than neighbours. */
    private int[] copied(int s, int rows) {
        Arrays.fill(most, 0, s, 0);
        for (int row = 0; row < rows; row++) FloatVectors.max(most, forward[row], s);
        int[] out = new int[s];
        int n = 0;
        for (int j = 0; j < s; j++) if (most[j] >= leastCopied) out[n++] = j;
        return n < config.neighbours() ? IntStream.range(0, s).toArray() : Arrays.copyOf(out, n);
    }

    /**
     * Forward times backward, summing to 1. Within a block the sum of the products follows from that of the site
     * on the right: divided by what the backward step was divided by, times what the forward step will be divided by.
     */
    private void posterior(int row, int c, int s, boolean afresh) {
        float[] here = forward[row];
        if (afresh) {
            FloatVectors.product(here, backward[c], here, s);
            productSum[c] = FloatVectors.sum(here, s);
            FloatVectors.scale(here, (float) (1 / productSum[c]), here, s);
        } else {
            productSum[c] *= forwardSum[row];
            // The factor first: forward times backward alone may leave float's range.
            FloatVectors.scaledProduct(here, (float) (1 / productSum[c]), backward[c], here, s);
        }
    }

    /**
     * Takes a site's emissions into the backward values, then steps to the site on its left.
     *
     * @param jump 0 at a block's first site: the values are left normalised for {@link #enterFromRight}
     */
    private void absorb(int c, int siteOfBlock, int s, double jump) {
        FloatVectors.product(match[siteOfBlock], backward[c], backward[c], s);
        double mean = FloatVectors.dot(backward[c], prior, s);
        productSum[c] /= mean;
        backwardStep(backward[c], s, (float) ((1 - jump) / mean), (float) jump);
    }

    /** Moves the normalised emission-weighted backward values of the next block's first site onto this block's states. */
    private void enterFromRight(StateBlocks blocks, int block, int copyable) {
        int[] states = blocks.states(block);
        int t = blocks.firstTyped(block + 1);
        double thinning = thinning(copyable, blocks.states(block + 1).length);
        place(blocks.states(block + 1), states);
        for (int c = 0; c < scales; c++) {
            carry(backward[c], states.length);
            System.arraycopy(carried, 0, backward[c], 0, states.length);
            double jump = switchProbability(c, t, thinning);
            backwardStep(backward[c], states.length, (float) (1 - jump), (float) jump);
        }
    }

    /** Fills {@link #placed}: where each of some states is among others, -1 where it is none of them. Both lists ascend. */
    private void place(int[] fromStates, int[] toStates) {
        int i = 0;
        for (int j = 0; j < toStates.length; j++) {
            while (i < fromStates.length && fromStates[i] < toStates[j]) i++;
            placed[j] = i < fromStates.length && fromStates[i] == toStates[j] ? i : -1;
        }
    }

    /** Fills {@link #carried} with the values of {@link #placed} states, 0 where there is none. */
    private void carry(float[] from, int states) {
        for (int j = 0; j < states; j++) {
            int i = placed[j];
            carried[j] = i < 0 ? 0 : from[i];
        }
    }
}
