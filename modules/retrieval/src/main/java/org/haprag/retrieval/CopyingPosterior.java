package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.AlleleWeights;

/**
 * Li-Stephens forward-backward (Li and Stephens 2003, doi:10.1093/genetics/165.4.2213) over the states of one target
 * haplotype, at every scale at once. Between typed sites d cM apart, a switch to a haplotype drawn from the target's
 * {@link CopyingPrior} among the block's states happens with probability 1 - exp(-rate d); an observed allele differs from the copied
 * one with probability {@code mismatch}.
 *
 * <p>Within a block, states that carry the same at all of its rows (one <em>kind</em>, {@link AlikeStates}) have the same
 * emissions, so the chain runs over kinds. What a kind is copied with has two parts: what entered the block with its states, of
 * which each keeps its share, and what switched to it inside, which its states share as the prior does. The backward values of
 * a kind's states are one linear function of those at the block's end. From these any state's posterior follows, exactly (as in
 * the state space reduction of Howie et al. 2012, doi:10.1038/ng.2354); it is worked out where the sink asks for it.
 *
 * <p>Forward values are kept at block borders only and recomputed block by block on the way back, so that memory is
 * O(S T / block + K block). Each step divides by its sum: nothing under- or overflows. A state that enters a block starts
 * from the switch mass alone, as if its weight before had been 0.
 *
 * <p>One instance serves one thread; it is reused from target to target.
 */
final class CopyingPosterior {
    /** Gets the posteriors of one typed site after another, from the last to the first. */
    interface Sink {
        /**
         * Posteriors of kinds of states that carry the same at the rows around the typed site; each scale sums to 1, but for what
         * is hardly copied.
         *
         * @param kinds (K) a panel haplotype of each; the same array for all sites of a block
         * @param posterior of kind k at scale c at {@code [k * AlleleSpread.stride(C) + c]}; not changed before the next call but one
         */
        void kinds(int typed, int[] kinds, float[] posterior);

        /** Whether {@link #states} is to be called for a typed site, after {@link #kinds}. */
        boolean asksStates(int typed);

        /**
         * @param states panel haplotypes, ascending
         * @param posterior (C, S) flattened with stride {@code stride}; each scale sums to 1
         */
        void states(int typed, int[] states, float[] posterior, int stride);
    }

    /**
     * Even at 0 cM a switch stays possible. Without it, forward and backward weights can end up on disjoint states whose
     * product underflows; with it every product stays above 1e-32, in float's range.
     */
    private static final double LEAST_SWITCH = 1e-8;

    /** A kind that is copied with less than this, at every scale and all over a block, is not handed over there. */
    private static final float LEAST_COPIED = 1e-5f;

    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final float leastCopied;
    private final int scales;
    private final int step;
    private final Emissions emissions;
    private final float[] forwardSum;

    private Block[] blocks = {};

    /** By typed site of the block that is worked on, and scale: what entered it with a kind; later the kind's posterior. */
    private float[][] entered = {};

    /** As above: what has switched to it since. */
    private float[][] switched = {};

    /** By typed site of that block. */
    private float[][] match = {};

    /** By scale and state: the backward values at the block's last typed site. */
    private float[][] backward = {};

    /** By typed site of the block, where the sink asks: (C, S). */
    private float[][] ofStates = {};

    /** The linear function of a kind's backward values: what a state's value at the block's end is multiplied by. */
    private float[] slope = {};

    /** What is added. */
    private float[] offset = {};

    /** By kind, the mean of its states' backward values at the block's end: weighted by what entered. */
    private float[] ofEntered = {};

    /** Weighted by the prior. */
    private float[] ofSwitched = {};

    private float[] perEntered = {};
    private float[] perSwitched = {};
    private float[] zeros = {};
    private float[] spare = {};
    private final float[][] handed = new float[2][0];
    private int handedLast;

    /** (N) -1 each. */
    private final int[] table;

    CopyingPosterior(TypedPanel panel, RetrievalConfig config) {
        this(panel, config, LEAST_COPIED);
    }

    /** @param leastCopied 0 hands all kinds over */
    CopyingPosterior(TypedPanel panel, RetrievalConfig config, float leastCopied) {
        this.panel = panel;
        this.config = config;
        this.leastCopied = leastCopied;
        this.scales = config.scaleCount();
        this.step = AlleleSpread.stride(scales);
        this.emissions = new Emissions(panel, config.mismatch());
        this.table = new int[panel.panel().haplotypeCount()];
        Arrays.fill(table, -1);
        this.forwardSum = new float[config.blockSites() * scales];
    }

    /**
     * @param observed what was observed of the target haplotype at the T typed sites
     * @param toWhere where switches go, among a block's states
     */
    void run(AlleleWeights observed, StateBlocks states, CopyingPrior toWhere, Sink sink) {
        reserve(states);
        emissions.take(observed);
        int last = states.count() - 1;
        for (int b = 0; b <= last; b++) {
            enter(states, b, toWhere, true);
            forwardBlock(states, b);
        }
        for (int b = last; b >= 0; b--) {
            if (b < last) forwardBlock(states, b);
            if (b == last) for (float[] ofScale : backward) Arrays.fill(ofScale, 0, states.states(b).length, 1f);
            else enterFromRight(states, b);
            backwardBlock(states, b, sink);
            handOver(states, b, sink);
        }
    }

    /**
     * Adds the log likelihood of a target haplotype at each scale, where switches go to all that may be copied alike: what goes to
     * others than the states, or leaves them at a block's border, counts for nothing, so that the selection does not decide the rate.
     *
     * @param copyable N, the number of panel haplotypes that this target may see
     * @param to (T, C) of what is observed at a typed site, given the sites before it
     */
    void addLogLikelihood(AlleleWeights observed, StateBlocks states, int copyable, double[][] to) {
        reserve(states);
        emissions.take(observed);
        for (int b = 0; b < states.count(); b++) {
            enter(states, b, CopyingPrior.uniform(copyable), false);
            forwardBlock(states, b);
            int sites = states.endTyped(b) - states.firstTyped(b);
            for (int i = 0; i < sites * scales; i++) {
                to[states.firstTyped(b) + i / scales][i % scales] += Math.log(forwardSum[i]);
            }
        }
    }

    private void reserve(StateBlocks states) {
        int most = states.largest();
        if (spare.length < most) {
            int rows = config.blockSites() * scales;
            entered = new float[rows][most];
            switched = new float[rows][most];
            match = new float[config.blockSites()][most];
            backward = new float[scales][most];
            ofStates = new float[config.blockSites()][0];
            slope = new float[most];
            offset = new float[most];
            ofEntered = new float[most];
            ofSwitched = new float[most];
            perEntered = new float[most];
            perSwitched = new float[most];
            zeros = new float[most];
            spare = new float[most];
        }
        int made = blocks.length;
        if (made < states.count()) {
            blocks = Arrays.copyOf(blocks, states.count());
            BlockKinds kinds = panel.blockKinds(config.blockSites());
            for (int b = made; b < blocks.length; b++) blocks[b] = new Block(kinds, scales);
        }
    }

    /** Of the typed sites of a block: that of a switch on their left. At the first typed site of all it is certain. */
    private void switchProbabilities(Block block, int first, int end) {
        for (int t = first; t < end; t++) {
            double cm = t == 0 ? Double.POSITIVE_INFINITY : panel.switchCm(t);
            for (int c = 0; c < scales; c++) {
                double jump = cm == 0 ? 0 : -Math.expm1(-config.scales().get(c) * cm);
                block.jump[(t - first) * scales + c] = Math.max(LEAST_SWITCH, jump);
            }
        }
    }

    /** What one block starts from. */
    private static final class Block {
        private final AlikeStates alike;

        /** (S) where each state is in the block on the left, -1 where it is no state there. */
        private int[] placed = {};

        /** (S) how likely a switch goes there. */
        private float[] prior = {};

        /** (K) */
        private float[] priorOfKinds = {};

        /** (C, S) normalised, of the last typed site on the left. */
        private final float[][] entering;

        /** (C, K) */
        private final float[][] enteringKinds;

        /** By typed site and scale: the probability of a switch on its left. */
        private final double[] jump;

        Block(BlockKinds kinds, int scales) {
            this.jump = new double[kinds.blockSites() * scales];
            this.alike = new AlikeStates(kinds);
            this.entering = new float[scales][0];
            this.enteringKinds = new float[scales][0];
        }

        /** @param amongStates whether the prior is that among the states, rather than among all that may be copied */
        void take(int typed, int[] states, CopyingPrior toWhere, boolean amongStates) {
            alike.take(typed, states);
            if (placed.length < states.length) {
                int length = states.length + states.length / 2;
                placed = new int[length];
                prior = new float[length];
                priorOfKinds = new float[length];
                for (int c = 0; c < entering.length; c++) {
                    entering[c] = new float[length];
                    enteringKinds[c] = new float[length];
                }
            }
            for (int j = 0; j < states.length; j++) prior[j] = toWhere.of(states[j]);
            if (amongStates)
                FloatVectors.scale(prior, 1 / FloatVectors.sum(prior, states.length), prior, states.length);
            alike.sum(prior, priorOfKinds);
        }

        /** Fills {@link #placed}. @param table (N) -1 each; so again afterwards */
        void place(int[] onLeft, int[] states, int[] table) {
            for (int i = 0; i < onLeft.length; i++) table[onLeft[i]] = i;
            for (int j = 0; j < states.length; j++) placed[j] = table[states[j]];
            for (int hap : onLeft) table[hap] = -1;
        }
    }

    /** Makes a block ready, after {@link #forwardBlock} for the one on its left. */
    private void enter(StateBlocks states, int b, CopyingPrior toWhere, boolean amongStates) {
        Block here = blocks[b];
        int[] haps = states.states(b);
        here.take(states.firstTyped(b), haps, toWhere, amongStates);
        switchProbabilities(here, states.firstTyped(b), states.endTyped(b));
        if (b == 0) {
            for (int c = 0; c < scales; c++) {
                Arrays.fill(here.entering[c], 0, haps.length, 0);
                Arrays.fill(here.enteringKinds[c], 0, here.alike.count(), 0);
            }
            return;
        }
        here.place(states.states(b - 1), haps, table);
        Block left = blocks[b - 1];
        int row = (states.endTyped(b - 1) - 1 - states.firstTyped(b - 1)) * scales;
        for (int c = 0; c < scales; c++) {
            shares(left, row + c, c, 1 / forwardSum[row + c]);
            carry(left, c, here.placed, here.entering[c], haps.length);
            here.alike.sum(here.entering[c], here.enteringKinds[c]);
        }
    }

    /** Fills {@link #perEntered} and {@link #perSwitched}: what a state has of its kind, for each unit that it entered with or has in the prior. */
    private void shares(Block block, int row, int c, float factor) {
        share(entered[row], block.enteringKinds[c], factor, perEntered, block.alike.count());
        share(switched[row], block.priorOfKinds, factor, perSwitched, block.alike.count());
    }

    private static void share(float[] of, float[] among, float factor, float[] to, int n) {
        for (int k = 0; k < n; k++) to[k] = among[k] > 0 ? of[k] * factor / among[k] : 0;
    }

    /** What the states of the block on the right start from. */
    private void carry(Block left, int c, int[] placed, float[] to, int n) {
        int[] kindOf = left.alike.kindOf();
        float[] entering = left.entering[c];
        for (int j = 0; j < n; j++) {
            int i = placed[j];
            if (i < 0) {
                to[j] = 0;
            } else {
                int kind = kindOf[i];
                to[j] = entering[i] * perEntered[kind] + left.prior[i] * perSwitched[kind];
            }
        }
    }

    /** Fills {@link #match}, {@link #entered}, {@link #switched} and {@link #forwardSum} for a block that is ready. */
    private void forwardBlock(StateBlocks states, int b) {
        Block block = blocks[b];
        int n = block.alike.count();
        int first = states.firstTyped(b);
        int end = states.endTyped(b);
        emissions.fill(first, end, block.alike.examples(), match);
        for (int c = 0; c < scales; c++) {
            float[] u = block.enteringKinds[c];
            float[] v = zeros;
            float sum = 1;
            for (int t = first; t < end; t++) {
                int row = (t - first) * scales + c;
                double jump = block.jump[row];
                float stay = (float) ((1 - jump) / sum);
                float[] e = match[t - first];
                forwardStep(u, v, entered[row], switched[row], e, block.priorOfKinds, spare, n, stay, (float) jump);
                u = entered[row];
                v = switched[row];
                sum = FloatVectors.sum(spare, n);
                forwardSum[row] = sum;
            }
        }
    }

    private static void forwardStep(
            float[] u,
            float[] v,
            float[] toU,
            float[] toV,
            float[] e,
            float[] prior,
            float[] both,
            int n,
            float stay,
            float jump) {
        for (int k = 0; k < n; k++) {
            float kept = u[k] * stay * e[k];
            float moved = (v[k] * stay + prior[k] * jump) * e[k];
            toU[k] = kept;
            toV[k] = moved;
            both[k] = kept + moved;
        }
    }

    /**
     * Turns {@link #entered} into posteriors and leaves {@link #backward} at the block's first typed site, emissions taken in.
     * A posterior is forward times backward over the sum of these; within a block that sum follows from that of the site on
     * the right: divided by what the backward step was divided by, times what the forward step will be divided by.
     */
    private void backwardBlock(StateBlocks states, int b, Sink sink) {
        Block block = blocks[b];
        int n = block.alike.count();
        int first = states.firstTyped(b);
        int last = states.endTyped(b) - 1;
        int s = states.states(b).length;
        for (int c = 0; c < scales; c++) {
            block.alike.sumWeighted(backward[c], block.entering[c], block.prior, ofEntered, ofSwitched);
            share(ofEntered, block.enteringKinds[c], 1, ofEntered, n);
            share(ofSwitched, block.priorOfKinds, 1, ofSwitched, n);
            Arrays.fill(slope, 0, n, 1);
            Arrays.fill(offset, 0, n, 0);
            double sum = 0;
            for (int t = last; t >= first; t--) {
                int row = (t - first) * scales + c;
                if (t == last) sum = productSum(entered[row], switched[row], n);
                else sum *= forwardSum[row];
                float factor = (float) (1 / sum);
                if (sink.asksStates(t)) posteriorOfStates(block, row, c, s, factor, t - first);
                posterior(entered[row], switched[row], slope, offset, ofEntered, ofSwitched, n, factor);
                sum /= absorb(match[t - first], block.priorOfKinds, n, t > first ? block.jump[row] : 0);
            }
            int[] kindOf = block.alike.kindOf();
            float[] values = backward[c];
            for (int j = 0; j < s; j++) values[j] = values[j] * slope[kindOf[j]] + offset[kindOf[j]];
        }
    }

    /** Of the block's last site, where a state's backward value is what it is at the block's end. */
    private double productSum(float[] u, float[] v, int n) {
        for (int k = 0; k < n; k++) spare[k] = u[k] * ofEntered[k] + v[k] * ofSwitched[k];
        return FloatVectors.sum(spare, n);
    }

    /** The posterior of kinds in the place of what entered. The factor first: forward times backward alone may leave float's range. */
    private static void posterior(
            float[] u, float[] v, float[] slope, float[] offset, float[] x, float[] y, int n, float factor) {
        for (int k = 0; k < n; k++) {
            u[k] = u[k] * factor * (slope[k] * x[k] + offset[k]) + v[k] * factor * (slope[k] * y[k] + offset[k]);
        }
    }

    private void posteriorOfStates(Block block, int row, int c, int s, float factor, int site) {
        if (ofStates[site].length < scales * s) ofStates[site] = new float[scales * spare.length];
        float[] to = ofStates[site];
        float[] entering = block.entering[c];
        float[] values = backward[c];
        int[] kindOf = block.alike.kindOf();
        shares(block, row, c, factor);
        for (int j = 0, at = c * s; j < s; j++, at++) {
            int k = kindOf[j];
            to[at] = (entering[j] * perEntered[k] + block.prior[j] * perSwitched[k])
                    * (values[j] * slope[k] + offset[k]);
        }
    }

    /**
     * Takes a site's emissions into the backward values, then steps to the site on its left.
     *
     * @param jump 0 at a block's first site
     * @return what the values were divided by
     */
    private double absorb(float[] e, float[] prior, int n, double jump) {
        weighed(e, prior, slope, offset, ofSwitched, spare, n);
        double mean = FloatVectors.sum(spare, n);
        backwardStep(slope, offset, e, n, (float) ((1 - jump) / mean), (float) jump);
        return mean;
    }

    private static void weighed(float[] e, float[] prior, float[] slope, float[] offset, float[] y, float[] to, int n) {
        for (int k = 0; k < n; k++) to[k] = (slope[k] * y[k] + offset[k]) * e[k] * prior[k];
    }

    private static void backwardStep(float[] slope, float[] offset, float[] e, int n, float stay, float jump) {
        for (int k = 0; k < n; k++) {
            float kept = e[k] * stay;
            slope[k] = slope[k] * kept;
            offset[k] = offset[k] * kept + jump;
        }
    }

    /** Moves the backward values of the next block's first site onto this block's states. */
    private void enterFromRight(StateBlocks states, int b) {
        int s = states.states(b).length;
        int onRight = states.states(b + 1).length;
        int[] placed = blocks[b + 1].placed;
        for (int c = 0; c < scales; c++) {
            double jump = blocks[b + 1].jump[c];
            Arrays.fill(spare, 0, s, 0);
            for (int j = 0; j < onRight; j++) if (placed[j] >= 0) spare[placed[j]] = backward[c][j];
            step(spare, backward[c], s, (float) (1 - jump), (float) jump);
        }
    }

    private static void step(float[] from, float[] to, int n, float stay, float jump) {
        for (int j = 0; j < n; j++) to[j] = from[j] * stay + jump;
    }

    /** Hands a block's posteriors over, of the kinds that are copied anywhere in it. */
    private void handOver(StateBlocks states, int b, Sink sink) {
        int[] all = blocks[b].alike.examples();
        int first = states.firstTyped(b);
        int rows = (states.endTyped(b) - first) * scales;
        int[] kept = copied(all.length, rows);
        int[] kinds = new int[kept.length];
        for (int i = 0; i < kept.length; i++) kinds[i] = all[kept[i]];
        int s = states.states(b).length;
        for (int row = rows - scales; row >= 0; row -= scales) {
            handedLast ^= 1;
            if (handed[handedLast].length < step * kept.length) handed[handedLast] = new float[2 * step * kept.length];
            float[] to = handed[handedLast];
            for (int c = 0; c < scales; c++) {
                float[] from = entered[row + c];
                for (int i = 0, at = c; i < kept.length; i++, at += step) to[at] = from[kept[i]];
            }
            int t = first + row / scales;
            sink.kinds(t, kinds, to);
            if (sink.asksStates(t)) sink.states(t, states.states(b), ofStates[t - first], s);
        }
    }

    /** Which kinds are copied with {@link #leastCopied} somewhere in a block. */
    private int[] copied(int n, int rows) {
        Arrays.fill(spare, 0, n, 0);
        for (int row = 0; row < rows; row++) FloatVectors.max(spare, entered[row], n);
        int[] out = new int[n];
        int found = 0;
        for (int k = 0; k < n; k++) if (spare[k] >= leastCopied) out[found++] = k;
        return Arrays.copyOf(out, found);
    }
}
