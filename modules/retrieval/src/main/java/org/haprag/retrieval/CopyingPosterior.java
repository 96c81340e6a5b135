package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.AlleleWeights;

/**
 * Li-Stephens forward-backward (Li and Stephens 2003, doi:10.1093/genetics/165.4.2213) over the states of one target
 * haplotype, at every scale at once. Between typed sites d cM apart, a switch to a haplotype drawn from the target's
 * {@link CopyingPrior} among the block's states happens with probability 1 - exp(-rate d); an observed allele differs from the copied
 * one with probability {@code mismatch}.
 *
 * <p>Within a block, states that carry the same at all typed sites (one <em>typed kind</em>, {@link AlikeStates}) have the same
 * emissions, so the chain runs over typed kinds. What one is copied with has two parts: what entered the block with its states, of
 * which each keeps its share, and what switched to it inside, which its states share as the prior does. The backward values of
 * its states are one linear function of those at the block's end. From these any state's posterior follows, exactly (as in
 * the state space reduction of Howie et al. 2012, doi:10.1038/ng.2354), and so does that of states that are the same at the rows
 * between typed sites, too (one <em>kind</em>). The former is worked out where the sink asks for it, the latter is handed over.
 *
 * <p>Memory is O(S T / block + K T) for K typed kinds. Each step divides by its sum: nothing under- or overflows. A state that enters
 * a block starts from the switch mass alone, as if its weight before had been 0.
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

    /** A kind that is copied with less than this at every scale, summed over the typed sites of a block, is not handed over there. */
    static final float LEAST_COPIED = 1e-4f;

    /** Of a typed kind's posterior ({@link #shares}). */
    private static final int PARTS = AlikeStates.WEIGHTED;

    private static final int[] NONE = {};

    /** A smaller sum is one of numbers below float's range. */
    private static final float LEAST_SUM = 1e-37f;

    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final float leastCopied;
    private final int scales;
    private final int step;
    private final Emissions emissions;

    private Block[] blocks = {};

    /** By scale and state: the backward values at the last typed site of the block that is worked on. */
    private float[][] backward = {};

    /** By typed site of that block, where the sink asks: (C, S). */
    private float[][] ofStates = {};

    /** The linear function of a typed kind's backward values: what a state's value at the block's end is multiplied by. */
    private float[] slope = {};

    /** What is added. */
    private float[] offset = {};

    /** By typed kind, the mean of its states' backward values at the block's end: weighted by what entered. */
    private float[] ofEntered = {};

    /** Weighted by the prior. */
    private float[] ofSwitched = {};

    /**
     * By scale: (kinds, 4), each kind's share in the four parts of its typed kind's posterior. These are what entered and stayed to
     * the block's end, what entered and will switch, what switched to it and stays, and what switched to it and will switch.
     */
    private float[][] shares = {};

    /** (typed kinds, 4) */
    private float[] ofTyped = {};

    /** By typed site of the block that is worked on, and scale: the second part of a typed kind's posterior. */
    private float[][] enteredSwitches = {};

    /** The same: the fourth part. */
    private float[][] switchedSwitches = {};

    /** By scale and part: what a typed kind has of it, summed over the block's typed sites. */
    private float[][][] totals = {};

    /** (kinds that are handed over) their typed kinds. */
    private int[] keptTyped = {};

    /** As {@link #shares}, of one scale and the kinds that are handed over. */
    private float[] keptShares = {};

    private float[] perEntered = {};
    private float[] perSwitched = {};
    private float[] zeros = {};
    private float[] spare = {};
    private final float[][] handed = new float[2][0];
    private int handedLast;

    /** What all rates are multiplied by. */
    private double times;

    /** The block that the chain starts with. */
    private int firstBlock;

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
    }

    /**
     * @param observed what was observed of the target haplotype at the T typed sites
     * @param toWhere where switches go, among a block's states
     * @param ofTarget what rates are multiplied by ({@link TargetRate})
     */
    void run(AlleleWeights observed, StateBlocks states, CopyingPrior toWhere, double ofTarget, Sink sink) {
        begin(observed, states, ofTarget, 0);
        int last = states.count() - 1;
        for (int b = 0; b <= last; b++) {
            enter(states, b, toWhere, true);
            forwardBlock(states, b);
        }
        for (int b = last; b >= 0; b--) {
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
     * @param ofTarget what rates are multiplied by
     * @param some blocks that are looked at, as if no others were there
     * @param to (T, C) of what is observed at a typed site, given the sites before it
     */
    void addLogLikelihood(
            AlleleWeights observed,
            StateBlocks states,
            int copyable,
            double ofTarget,
            TargetRate.Run some,
            double[][] to) {
        begin(observed, states, ofTarget, some.from());
        for (int b = some.from(); b < some.to(); b++) {
            enter(states, b, CopyingPrior.uniform(copyable), false);
            forwardBlock(states, b);
            int sites = states.endTyped(b) - states.firstTyped(b);
            for (int i = 0; i < sites * scales; i++) {
                to[states.firstTyped(b) + i / scales][i % scales] += Math.log(blocks[b].forwardSum[i]);
            }
        }
    }

    private void begin(AlleleWeights observed, StateBlocks states, double ofTarget, int from) {
        reserve(states);
        emissions.take(observed);
        times = ofTarget;
        firstBlock = from;
    }

    private void reserve(StateBlocks states) {
        int largest = states.largest();
        if (spare.length < largest) {
            backward = new float[scales][largest];
            ofStates = new float[config.blockSites()][0];
            enteredSwitches = new float[config.blockSites() * scales][largest];
            switchedSwitches = new float[config.blockSites() * scales][largest];
            shares = new float[scales][PARTS * largest];
            ofTyped = new float[PARTS * largest];
            keptTyped = new int[largest];
            keptShares = new float[PARTS * largest];
            totals = new float[scales][PARTS][largest];
            slope = new float[largest];
            offset = new float[largest];
            ofEntered = new float[largest];
            ofSwitched = new float[largest];
            perEntered = new float[largest];
            perSwitched = new float[largest];
            zeros = new float[largest];
            spare = new float[largest];
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
            double cm = t == firstBlock * config.blockSites() ? Double.POSITIVE_INFINITY : panel.switchCm(t);
            for (int c = 0; c < scales; c++) {
                double jump = cm == 0 ? 0 : -Math.expm1(-times * config.scales().get(c) * cm);
                block.jump[(t - first) * scales + c] = Math.max(LEAST_SWITCH, jump);
            }
        }
    }

    /** A block of one target, kept on the way forward. */
    private static final class Block {
        private final AlikeStates alike;

        /** (S) where each state is in the block on the left, -1 where it is no state there. */
        private int[] placed = {};

        /** (S) how likely a switch goes there, relative to the others. */
        private float[] prior = {};

        /** (K) the same. */
        private float[] priorOfKinds = {};

        /** (K) how likely a switch goes there. */
        private float[] switchOfKinds = {};

        /** (C, S) normalised, of the last typed site on the left. */
        private final float[][] entering;

        /** (C, K) */
        private final float[][] enteringKinds;

        /** By typed site and scale: (K) what entered with a typed kind; later the first part of its posterior ({@link #shares}). */
        private final float[][] entered;

        /** As above: what has switched to it since; later the third part. */
        private final float[][] switched;

        /** By typed site: (K). */
        private final float[][] match;

        /** By typed site and scale: what forward values are divided by. */
        private final float[] forwardSum;

        /** The same: the probability of a switch on its left. */
        private final double[] jump;

        Block(BlockKinds kinds, int scales) {
            int rows = kinds.blockSites() * scales;
            this.jump = new double[rows];
            this.forwardSum = new float[rows];
            this.entered = new float[rows][0];
            this.switched = new float[rows][0];
            this.match = new float[kinds.blockSites()][0];
            this.alike = new AlikeStates(kinds);
            this.entering = new float[scales][0];
            this.enteringKinds = new float[scales][0];
        }

        /** Takes the states of the block that a typed site lies in. */
        void take(int typed, int[] states) {
            alike.take(typed, states);
            if (placed.length < states.length) {
                int length = states.length + states.length / 2;
                placed = new int[length];
                prior = new float[length];
                for (int c = 0; c < entering.length; c++) entering[c] = new float[length];
            }
            int count = alike.typedCount();
            if (priorOfKinds.length < count) {
                int length = count + count / 2;
                priorOfKinds = new float[length];
                switchOfKinds = new float[length];
                for (int c = 0; c < enteringKinds.length; c++) enteringKinds[c] = new float[length];
                for (int t = 0; t < match.length; t++) match[t] = new float[length];
                for (int row = 0; row < entered.length; row++) {
                    entered[row] = new float[length];
                    switched[row] = new float[length];
                }
            }
        }

        /** Fills {@link #placed}. @param onLeft ascending, as the states */
        void place(int[] onLeft, int[] states) {
            int i = 0;
            for (int j = 0; j < states.length; j++) {
                int hap = states[j];
                while (i < onLeft.length && onLeft[i] < hap) i++;
                placed[j] = i < onLeft.length && onLeft[i] == hap ? i : -1;
            }
        }

        /** What is known of states on the left is not asked for again. */
        void askPrior(int[] states, CopyingPrior toWhere, float[] onLeft) {
            for (int j = 0; j < states.length; j++) {
                prior[j] = placed[j] < 0 ? toWhere.of(states[j]) : onLeft[placed[j]];
            }
        }

        /**
         * @param amongStates whether switches go to the states alone, rather than to all that may be copied, over which the prior then
         *     sums to 1
         */
        void sumPrior(boolean amongStates) {
            alike.sumTyped(prior, priorOfKinds);
            int n = alike.typedCount();
            float all = amongStates ? FloatVectors.sum(priorOfKinds, n) : 1;
            FloatVectors.scale(priorOfKinds, 1 / all, switchOfKinds, n);
        }
    }

    /** Makes a block ready, after {@link #forwardBlock} for the one on its left. */
    private void enter(StateBlocks states, int b, CopyingPrior toWhere, boolean amongStates) {
        Block here = blocks[b];
        int[] haps = states.states(b);
        here.take(states.firstTyped(b), haps);
        here.place(b == firstBlock ? NONE : states.states(b - 1), haps);
        here.askPrior(haps, toWhere, b == firstBlock ? zeros : blocks[b - 1].prior);
        here.sumPrior(amongStates);
        switchProbabilities(here, states.firstTyped(b), states.endTyped(b));
        if (b == firstBlock) {
            for (int c = 0; c < scales; c++) {
                Arrays.fill(here.entering[c], 0, haps.length, 0);
                Arrays.fill(here.enteringKinds[c], 0, here.alike.typedCount(), 0);
            }
            return;
        }
        Block left = blocks[b - 1];
        int row = (states.endTyped(b - 1) - 1 - states.firstTyped(b - 1)) * scales;
        for (int c = 0; c < scales; c++) {
            perUnit(left, row + c, c, 1 / left.forwardSum[row + c]);
            carry(left, c, here.placed, here.entering[c], haps.length);
            here.alike.sumTyped(here.entering[c], here.enteringKinds[c]);
        }
    }

    /** Fills {@link #perEntered} and {@link #perSwitched}: what a state has for each unit that it entered with, or has in the prior. */
    private void perUnit(Block block, int row, int c, float factor) {
        share(block.entered[row], block.enteringKinds[c], factor, perEntered, block.alike.typedCount());
        share(block.switched[row], block.priorOfKinds, factor, perSwitched, block.alike.typedCount());
    }

    private static void share(float[] of, float[] among, float factor, float[] to, int n) {
        for (int k = 0; k < n; k++) to[k] = among[k] > 0 ? of[k] * factor / among[k] : 0;
    }

    /** What the states of the block on the right start from. */
    private void carry(Block left, int c, int[] placed, float[] to, int n) {
        int[] kindOf = left.alike.typedKindOf();
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

    /** Fills what a block that is ready has by typed site. */
    private void forwardBlock(StateBlocks states, int b) {
        Block block = blocks[b];
        int n = block.alike.typedCount();
        int first = states.firstTyped(b);
        int end = states.endTyped(b);
        emissions.fill(first, end, block.alike.typedExamples(), block.match);
        for (int c = 0; c < scales; c++) {
            float[] u = block.enteringKinds[c];
            float[] v = zeros;
            float sum = 1;
            for (int t = first; t < end; t++) {
                int row = (t - first) * scales + c;
                double jump = block.jump[row];
                float stay = (float) ((1 - jump) / sum);
                float[] e = block.match[t - first];
                float[] toU = block.entered[row];
                float[] toV = block.switched[row];
                forwardStep(u, v, toU, toV, e, block.switchOfKinds, spare, n, stay, (float) jump);
                u = toU;
                v = toV;
                sum = FloatVectors.sum(spare, n);
                block.forwardSum[row] = sum;
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
     * Turns what a block has by typed site into the parts of posteriors, which are handed over, and leaves {@link #backward} at the
     * block's first typed site, emissions taken in. A posterior is forward times backward over the sum of these; within a block that
     * sum follows from that of the site on the right: divided by what the backward step was divided by, times what the forward step
     * will be divided by.
     */
    private void backwardBlock(StateBlocks states, int b, Sink sink) {
        Block block = blocks[b];
        int n = block.alike.typedCount();
        int first = states.firstTyped(b);
        int last = states.endTyped(b) - 1;
        int s = states.states(b).length;
        for (int c = 0; c < scales; c++) {
            shareOut(block, c);
            for (float[] ofPart : totals[c]) Arrays.fill(ofPart, 0, n, 0);
            float[][] total = totals[c];
            Arrays.fill(slope, 0, n, 1);
            Arrays.fill(offset, 0, n, 0);
            double sum = 0;
            for (int t = last; t >= first; t--) {
                int row = (t - first) * scales + c;
                float[] u = block.entered[row];
                float[] v = block.switched[row];
                if (t == last) sum = productSum(u, v, n);
                else sum *= block.forwardSum[row];
                float factor = (float) (1 / sum);
                if (sink.asksStates(t)) posteriorOfStates(block, row, c, s, factor, t - first);
                split(u, enteredSwitches[row], slope, offset, ofEntered, total[0], total[1], n, factor);
                split(v, switchedSwitches[row], slope, offset, ofSwitched, total[2], total[3], n, factor);
                sum /= absorb(block.match[t - first], block.switchOfKinds, n, t > first ? block.jump[row] : 0);
            }
            int[] kindOf = block.alike.typedKindOf();
            float[] values = backward[c];
            for (int j = 0; j < s; j++) values[j] = values[j] * slope[kindOf[j]] + offset[kindOf[j]];
        }
    }

    /** Fills {@link #shares} of a scale, {@link #ofEntered} and {@link #ofSwitched}. */
    private void shareOut(Block block, int c) {
        AlikeStates alike = block.alike;
        float[] to = shares[c];
        alike.sumWeighted(backward[c], block.entering[c], block.prior, to);
        int[] typedOf = alike.typedKindOfKind();
        Arrays.fill(ofTyped, 0, PARTS * alike.typedCount(), 0);
        for (int k = 0, at = 0; k < alike.count(); k++, at += PARTS) {
            int typed = PARTS * typedOf[k];
            ofTyped[typed] += to[at];
            ofTyped[typed + 1] += to[at + 1];
            ofTyped[typed + 2] += to[at + 2];
            ofTyped[typed + 3] += to[at + 3];
        }
        for (int k = 0, at = 0; k < alike.typedCount(); k++, at += PARTS) {
            ofEntered[k] = ofTyped[at + 1] > 0 ? ofTyped[at] / ofTyped[at + 1] : 0;
            ofSwitched[k] = ofTyped[at + 3] > 0 ? ofTyped[at + 2] / ofTyped[at + 3] : 0;
        }
        for (int i = 0; i < PARTS * alike.typedCount(); i++) {
            ofTyped[i] = ofTyped[i] > LEAST_SUM ? 1 / ofTyped[i] : 0;
        }
        for (int k = 0, at = 0; k < alike.count(); k++, at += PARTS) {
            int typed = PARTS * typedOf[k];
            to[at] *= ofTyped[typed];
            to[at + 1] *= ofTyped[typed + 1];
            to[at + 2] *= ofTyped[typed + 2];
            to[at + 3] *= ofTyped[typed + 3];
        }
    }

    /** Of the block's last site, where a state's backward value is what it is at the block's end. */
    private double productSum(float[] u, float[] v, int n) {
        for (int k = 0; k < n; k++) spare[k] = u[k] * ofEntered[k] + v[k] * ofSwitched[k];
        return FloatVectors.sum(spare, n);
    }

    /**
     * Forward times backward values, in two parts: of those that stay to the block's end in the place of the forward values, of those that
     * will switch in {@code switches}. The factor first: forward times backward alone may leave float's range.
     */
    private static void split(
            float[] forward,
            float[] switches,
            float[] slope,
            float[] offset,
            float[] x,
            float[] totalStaying,
            float[] totalSwitching,
            int n,
            float factor) {
        for (int k = 0; k < n; k++) {
            float f = forward[k] * factor;
            float switching = f * offset[k];
            float staying = f * (slope[k] * x[k]);
            switches[k] = switching;
            forward[k] = staying;
            totalSwitching[k] += switching;
            totalStaying[k] += staying;
        }
    }

    private void posteriorOfStates(Block block, int row, int c, int s, float factor, int site) {
        if (ofStates[site].length < scales * s) ofStates[site] = new float[scales * spare.length];
        float[] to = ofStates[site];
        float[] entering = block.entering[c];
        float[] values = backward[c];
        int[] kindOf = block.alike.typedKindOf();
        perUnit(block, row, c, factor);
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

    /** Hands a block's posteriors over, of the kinds that may be copied somewhere in it. */
    private void handOver(StateBlocks states, int b, Sink sink) {
        Block block = blocks[b];
        int first = states.firstTyped(b);
        int rows = (states.endTyped(b) - first) * scales;
        int[] kept = copied(block.alike);
        int[] all = block.alike.examples();
        int[] kinds = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            kinds[i] = all[kept[i]];
            keptTyped[i] = block.alike.typedKindOfKind()[kept[i]];
        }
        for (int row = rows - scales; row >= 0; row -= scales) {
            handedLast ^= 1;
            if (handed[handedLast].length < step * kept.length) handed[handedLast] = new float[2 * step * kept.length];
            float[] to = handed[handedLast];
            for (int c = 0; c < scales; c++) {
                if (scales > 1 || row == rows - scales) keepShares(kept, shares[c]);
                posterior(
                        block.entered[row + c],
                        enteredSwitches[row + c],
                        block.switched[row + c],
                        switchedSwitches[row + c],
                        to,
                        c,
                        kept.length);
            }
            int t = first + row / scales;
            sink.kinds(t, kinds, to);
            if (sink.asksStates(t)) sink.states(t, states.states(b), ofStates[t - first], states.states(b).length);
        }
    }

    private void keepShares(int[] kept, float[] ofAll) {
        for (int i = 0; i < kept.length; i++) System.arraycopy(ofAll, PARTS * kept[i], keptShares, PARTS * i, PARTS);
    }

    /** The posterior of kinds that are handed over, from the parts of their typed kinds. */
    private void posterior(float[] p, float[] q, float[] r, float[] s, float[] to, int from, int n) {
        for (int i = 0, at = from, share = 0; i < n; i++, at += step, share += PARTS) {
            int k = keptTyped[i];
            to[at] = keptShares[share] * p[k]
                    + keptShares[share + 1] * q[k]
                    + keptShares[share + 2] * r[k]
                    + keptShares[share + 3] * s[k];
        }
    }

    /** Which kinds are copied with {@link #leastCopied} at some scale, summed over a block's typed sites. */
    private int[] copied(AlikeStates alike) {
        int[] typedOf = alike.typedKindOfKind();
        int[] out = new int[alike.count()];
        int n = 0;
        for (int k = 0; k < out.length; k++) if (total(k, typedOf[k]) >= leastCopied) out[n++] = k;
        return Arrays.copyOf(out, n);
    }

    private float total(int kind, int typedKind) {
        float most = 0;
        for (int c = 0; c < scales; c++) {
            float sum = 0;
            for (int part = 0; part < PARTS; part++) {
                sum += shares[c][PARTS * kind + part] * totals[c][part][typedKind];
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
