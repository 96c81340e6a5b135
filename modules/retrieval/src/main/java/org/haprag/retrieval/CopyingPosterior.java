package org.haprag.retrieval;

import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;

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

    /** Smaller mismatch probabilities are taken for this: their products would leave float's range. */
    private static final double LEAST_MISMATCH = 1e-10;

    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final int scales;
    private float[] borders = {};
    private float[] forward = {};
    private float[] match = {};
    private float[] backward = {};
    private float[] carried = {};
    private float[] posterior = {};
    private float[] halves = {};

    CopyingPosterior(TypedPanel panel, RetrievalConfig config) {
        this.panel = panel;
        this.config = config;
        this.scales = config.scaleCount();
    }

    /**
     * @param alleles (T) observed allele codes, -1 missing
     * @param copyable N, the number of panel haplotypes that this target may see
     */
    void run(byte[] alleles, StateBlocks blocks, int copyable, Sink sink) {
        int stride = blocks.largest();
        reserve(blocks.count(), stride);
        for (int b = 0; b < blocks.count(); b++) forwardBlock(alleles, blocks, b, stride, copyable, b > 0);
        for (int b = blocks.count() - 1; b >= 0; b--) {
            if (b < blocks.count() - 1) forwardBlock(alleles, blocks, b, stride, copyable, b > 0);
            backwardBlock(alleles, blocks, b, stride, copyable, sink);
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
            halves = new float[stride];
        }
    }

    private double switchProbability(int scale, int typed) {
        double cm = panel.typedCm(typed) - panel.typedCm(typed - 1);
        if (cm == 0) return LEAST_SWITCH;
        return Math.max(LEAST_SWITCH, -Math.expm1(-config.scales().get(scale) * cm));
    }

    /** Fills {@link #match} and {@link #forward} for a block; leaves the normalised last column in {@link #borders}. */
    private void forwardBlock(
            byte[] alleles, StateBlocks blocks, int block, int stride, int copyable, boolean hasPrevious) {
        int[] states = blocks.states(block);
        int s = states.length;
        int first = blocks.firstTyped(block);
        int end = blocks.endTyped(block);
        for (int t = first; t < end; t++) fillMatch(alleles[t], t, states, (t - first) * stride);
        for (int c = 0; c < scales; c++) {
            float[] previous = carried;
            int previousAt = 0;
            float previousSum = 1;
            if (hasPrevious) {
                carry(borders, ((block - 1) * scales + c) * stride, blocks.states(block - 1), states, carried);
            }
            for (int t = first; t < end; t++) {
                int at = ((t - first) * scales + c) * stride;
                double jump = t == 0 ? 1 : switchProbability(c, t);
                float stay = t == 0 ? 0 : (float) ((1 - jump) / previousSum);
                forwardStep(previous, previousAt, forward, at, match, (t - first) * stride, s, stay, (float)
                        (jump / copyable));
                previous = forward;
                previousAt = at;
                previousSum = sum(forward, at, s);
            }
            normalise(forward, previousAt, borders, (block * scales + c) * stride, s, 1 / previousSum);
        }
    }

    private void backwardBlock(byte[] alleles, StateBlocks blocks, int block, int stride, int copyable, Sink sink) {
        int[] states = blocks.states(block);
        int s = states.length;
        int first = blocks.firstTyped(block);
        int last = blocks.endTyped(block) - 1;
        if (last == panel.typedCount() - 1) {
            java.util.Arrays.fill(backward, 0, scales * stride, 1f);
        } else {
            enterFromRight(blocks, block, stride, copyable);
        }
        for (int t = last; t >= first; t--) {
            for (int c = 0; c < scales; c++) {
                int at = c * stride;
                product(forward, ((t - first) * scales + c) * stride, backward, at, posterior, at, s);
                scale(posterior, at, s, 1 / sum(posterior, at, s));
            }
            sink.accept(t, states, posterior, stride);
            for (int c = 0; c < scales; c++) {
                int at = c * stride;
                product(match, (t - first) * stride, backward, at, backward, at, s);
                scale(backward, at, s, 1 / sum(backward, at, s));
                if (t > first) stepBack(at, s, c, t, copyable);
            }
        }
    }

    private void stepBack(int at, int s, int c, int t, int copyable) {
        double jump = switchProbability(c, t);
        scaleAdd(backward, at, s, (float) (1 - jump), (float) (jump / copyable));
    }

    /** Moves the normalised emission-weighted backward values of the next block's first site onto this block's states. */
    private void enterFromRight(StateBlocks blocks, int block, int stride, int copyable) {
        int[] states = blocks.states(block);
        int t = blocks.firstTyped(block + 1);
        for (int c = 0; c < scales; c++) {
            carry(backward, c * stride, blocks.states(block + 1), states, carried);
            System.arraycopy(carried, 0, backward, c * stride, states.length);
            stepBack(c * stride, states.length, c, t, copyable);
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

    /** Emission probabilities of the states at one typed site. */
    private void fillMatch(byte allele, int typed, int[] states, int at) {
        float miss = (float) Math.max(LEAST_MISMATCH, config.mismatch());
        float hit = 1 - miss;
        if (allele < 0) {
            java.util.Arrays.fill(match, at, at + states.length, 1f);
            return;
        }
        HaplotypePanel haplotypes = panel.panel();
        int site = panel.panelSite(typed);
        boolean multiAllelic = haplotypes.firstRow(site + 1) - haplotypes.firstRow(site) > 1;
        BitMatrix bits = allele > 0 && multiAllelic ? haplotypes.alleles() : panel.carriers();
        int row = allele > 0 && multiAllelic ? haplotypes.firstRow(site) + allele - 1 : typed;
        float ifSet = allele > 0 ? hit : miss;
        float ifClear = allele > 0 ? miss : hit;
        for (int j = 0; j < states.length; j++) match[at + j] = bits.get(row, states[j]) ? ifSet : ifClear;
    }

    // The loops below are kept this plain so that the JIT turns them into vector instructions.

    private static void forwardStep(
            float[] from, int fromAt, float[] to, int toAt, float[] e, int eAt, int n, float stay, float jump) {
        for (int j = 0; j < n; j++) to[toAt + j] = (from[fromAt + j] * stay + jump) * e[eAt + j];
    }

    private static void product(float[] a, int aAt, float[] b, int bAt, float[] to, int toAt, int n) {
        for (int j = 0; j < n; j++) to[toAt + j] = a[aAt + j] * b[bAt + j];
    }

    private static void scale(float[] a, int at, int n, float factor) {
        for (int j = 0; j < n; j++) a[at + j] *= factor;
    }

    private static void scaleAdd(float[] a, int at, int n, float factor, float plus) {
        for (int j = 0; j < n; j++) a[at + j] = a[at + j] * factor + plus;
    }

    private static void normalise(float[] a, int at, float[] to, int toAt, int n, float factor) {
        for (int j = 0; j < n; j++) to[toAt + j] = a[at + j] * factor;
    }

    /** Pairwise by halves: vectorises (a running float sum does not) and loses less precision. */
    private float sum(float[] a, int at, int n) {
        if (n < 64) return plainSum(a, at, n);
        int half = n >> 1;
        addHalves(a, at, at + half, halves, half);
        float odd = (n & 1) == 0 ? 0 : a[at + n - 1];
        int m = half;
        while (m >= 64) {
            half = m >> 1;
            if ((m & 1) != 0) odd += halves[m - 1];
            addHalves(halves, 0, half, halves, half);
            m = half;
        }
        return odd + plainSum(halves, 0, m);
    }

    private static void addHalves(float[] a, int lowAt, int highAt, float[] to, int n) {
        for (int j = 0; j < n; j++) to[j] = a[lowAt + j] + a[highAt + j];
    }

    private static float plainSum(float[] a, int at, int n) {
        float sum = 0;
        for (int j = 0; j < n; j++) sum += a[at + j];
        return sum;
    }
}
