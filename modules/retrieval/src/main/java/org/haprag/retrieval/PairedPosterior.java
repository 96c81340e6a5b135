package org.haprag.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.haprag.genotype.HaplotypePanel;

/**
 * The posterior of both haplotypes of one diploid sample whose phase is not known, over many states at O(K) a site.
 *
 * <p>Between two sites of unknown order the two haplotypes are independent chains of Li and Stephens (2003,
 * doi:10.1093/genetics/165.4.2213). At such a site there are two ways round: what was one product of two vectors becomes the sum
 * of two ({@link Ways}). Exactly it would become the sum of twice as many at each further site, or a (K, K) matrix. Expectation
 * propagation (Minka 2001, <a href="https://arxiv.org/abs/1301.2294">arXiv:1301.2294</a>) makes one product of it again when the
 * next such site is reached: that whose two vectors are the haplotypes' probabilities, each way counted as often as it is likely
 * by what the sites on both sides say. What is beyond is known from the pass before, so that passes are repeated; two are
 * enough (docs/development/adr/0024).
 *
 * <p>Names "first" and "second" are those of {@link DiploidObservations}. A chain switches to a state as often as its class has
 * members; what leaves the states at a block's border switches for certain. One instance serves one thread.
 */
final class PairedPosterior {
    /** Gets what is known of the sites, from the last to the first. Arrays are used again. */
    interface Sink {
        /** @param pair of classes of {@code states} */
        void accept(int typed, StateClasses.Block states, PairOfHaplotypes pair);

        /**
         * Called after {@link #accept} of a site that renames.
         *
         * @param exchanged probability that what is called the first haplotype from this site on was the second before it
         */
        void renamed(int typed, double exchanged);
    }

    /** Passes from the left to the right and back. */
    private static final int PASSES = 2;

    private static final int[] NOBODY = {};

    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final float miss;

    /** By typed site: the probability of a switch on its left. */
    private final double[] switches;

    private StateClasses blocks;

    /** The block that the chain starts with. */
    private int firstBlock;

    private StateClasses.Passage[] passages = {};
    private DiploidObservations observed;

    /** By typed site: the states that do not carry the first allele, and the second; the same array where these are the same. */
    private int[][] notFirst = {};

    private int[][] notSecond = {};

    /** By typed site, null but where there are two ways round: the haplotypes' probabilities before it, (2, K). */
    private float[][][] before = {};

    /** The same: the probability of what is on its right, by state, (2, K). */
    private float[][][] beyond = {};

    /** Vectors of {@link #before} and {@link #beyond}, which are used again. */
    private final List<float[][]> pool = new ArrayList<>();

    private final Ways ahead;
    private final Ways back;

    /** At the last site of each block, from the left. */
    private Ways[] borders = {};

    /** By site of the block that is worked on, from the left. */
    private final Ways[] left = new Ways[AlikeHaplotypes.BLOCK_SITES];

    private final PairOfHaplotypes pair = new PairOfHaplotypes();
    private float[] ones = {};
    private int[] list = {};

    /** By site of the block that is worked on. */
    private int[][] carriers = {};

    private final int[] carrierCount = new int[AlikeHaplotypes.BLOCK_SITES];

    PairedPosterior(TypedPanel panel, RetrievalConfig config) {
        this.panel = panel;
        this.config = config;
        this.switches = new double[panel.typedCount()];
        this.miss = (float) (config.mismatch() / (1 - config.mismatch()));
        this.ahead = new Ways(miss);
        this.back = new Ways(miss);
        for (int i = 0; i < left.length; i++) left[i] = new Ways(miss);
    }

    /** Hands the posterior of every site over. @param rate the sample's over the panel's ({@link TargetRate}) */
    void run(DiploidObservations of, StateClasses states, double rate, Sink sink) {
        take(of, states, 0, states.count());
        switchAt(rate, 0, states.count());
        for (int pass = 1; pass <= PASSES; pass++) {
            for (int b = 0; b < blocks.count(); b++) forward(b, false);
            for (int b = blocks.count() - 1; b >= 0; b--) {
                if (pass == PASSES) {
                    if (b > 0) ahead.take(borders[b - 1]);
                    forward(b, true);
                }
                backward(b, pass == PASSES ? sink : null);
            }
        }
    }

    /**
     * Draws paths of pairs of states from the posterior, each by itself. A path brings what is known on the right with it, so that
     * one pass from the left is enough.
     *
     * @param rate the sample's over the panel's
     */
    void draw(DiploidObservations of, StateClasses states, double rate, Drawn[] paths) {
        take(of, states, 0, states.count());
        switchAt(rate, 0, states.count());
        for (int b = 0; b < blocks.count(); b++) forward(b, false);
        for (int b = blocks.count() - 1; b >= 0; b--) {
            if (b > 0) ahead.take(borders[b - 1]);
            forward(b, true);
            for (Drawn path : paths) path.block(this, b);
        }
    }

    /**
     * Passes some blocks from the left.
     *
     * @param rate the sample's over the panel's
     * @param from all blocks before it have been passed, the latest time as it is meant here
     * @param to the block after the last
     * @return the logarithm of the probability of what was observed in them, given what was before, but for a constant
     */
    double pass(DiploidObservations of, StateClasses states, double rate, int from, int to) {
        take(of, states, from, to);
        switchAt(rate, from, to);
        if (from > 0) ahead.take(borders[from - 1]);
        else anywhere(0);
        return passed(from, to);
    }

    /**
     * The logarithm of the probability of what was observed in some blocks, but for a constant, as if no others were there.
     *
     * @param rates of the sample over the panel's
     * @return one each
     */
    double[] logLikelihood(DiploidObservations of, StateClasses states, double[] rates, TargetRate.Run some) {
        take(of, states, some.from(), some.to());
        firstBlock = some.from();
        double[] out = new double[rates.length];
        for (int i = 0; i < out.length; i++) {
            switchAt(rates[i], some.from(), some.to());
            anywhere(some.from());
            out[i] = passed(some.from(), some.to());
        }
        return out;
    }

    private void anywhere(int block) {
        StateClasses.Block states = blocks.block(block);
        ahead.one(states.shares(), null, states.count());
    }

    private double passed(int from, int to) {
        ahead.forget();
        for (int b = from; b < to; b++) forward(b, false);
        return ahead.log();
    }

    private void switchAt(double rate, int from, int to) {
        for (int t = blocks.firstTyped(from); t < blocks.endTyped(to - 1); t++) {
            switches[t] = StateClasses.switchProbability(panel.switchCm(t), rate * config.switchesPerCm());
        }
    }

    /** Takes what is to be worked on. @param from the first block that is looked at @param to after the last */
    private void take(DiploidObservations of, StateClasses states, int from, int to) {
        observed = of;
        blocks = states;
        firstBlock = 0;
        passages = states.passages(from, to);
        int sites = panel.typedCount();
        int k = states.largest();
        int used = 0;
        notFirst = new int[sites][];
        notSecond = new int[sites][];
        before = new float[sites][][];
        beyond = new float[sites][][];
        if (list.length < k) {
            list = new int[k];
            carriers = new int[AlikeHaplotypes.BLOCK_SITES][k];
            ones = new float[k];
            Arrays.fill(ones, 1);
        }
        int kept = borders.length;
        if (kept < states.count()) {
            borders = Arrays.copyOf(borders, states.count());
            for (int b = kept; b < borders.length; b++) borders[b] = new Ways(miss);
        }
        pair.reserve(k);
        ahead.reserve(k);
        back.reserve(k);
        for (Ways ways : left) ways.reserve(k);
        for (Ways ways : borders) ways.reserve(k);
        for (int b = from; b < to; b++) {
            StateClasses.Block block = states.block(b);
            findCarriers(block, states.firstTyped(b), states.endTyped(b));
            for (int t = states.firstTyped(b); t < states.endTyped(b); t++) {
                notFirst[t] = others(t, block, of.first(t));
                notSecond[t] = of.first(t) == of.second(t) ? notFirst[t] : others(t, block, of.second(t));
                if (!mixed(t)) continue;
                if (used == pool.size()) pool.add(new float[4][0]);
                float[][] vectors = pool.get(used++);
                if (vectors[0].length < k) for (int i = 0; i < 4; i++) vectors[i] = new float[k];
                before[t] = new float[][] {vectors[0], vectors[1]};
                beyond[t] = new float[][] {vectors[2], vectors[3]};
                for (float[] values : beyond[t]) Arrays.fill(values, 1);
            }
        }
    }

    /** The states of a block that carry the only ALT allele of each of its sites, into {@link #carriers}. */
    private void findCarriers(StateClasses.Block block, int from, int to) {
        Arrays.fill(carrierCount, 0);
        int word = from >>> 6;
        long asked = (to - from == 64 ? -1L : (1L << (to - from)) - 1) << (from & 63);
        for (int j = 0; j < block.count(); j++) {
            long carried = panel.byHaplotype().word(block.example(j), word) & asked;
            for (; carried != 0; carried &= carried - 1) {
                int site = (word << 6) + Long.numberOfTrailingZeros(carried) - from;
                carriers[site][carrierCount[site]++] = j;
            }
        }
    }

    /** Whether there are two ways round at a site. */
    private boolean mixed(int t) {
        return observed.renames(t) || !observed.ordered(t) && observed.first(t) != observed.second(t);
    }

    /** The states that do not carry an allele; none where it is missing. */
    private int[] others(int t, StateClasses.Block block, int allele) {
        int k = block.count();
        int site = panel.panelSite(t);
        if (allele < 0) return NOBODY;
        int[] ofAlt = carriers[t % AlikeHaplotypes.BLOCK_SITES];
        int alts = carrierCount[t % AlikeHaplotypes.BLOCK_SITES];
        int n = 0;
        if (panel.panel().firstRow(site + 1) - panel.panel().firstRow(site) > 1) {
            for (int j = 0; j < k; j++) if (panel.panel().allele(site, block.example(j)) != allele) list[n++] = j;
        } else if (allele == 0) {
            return Arrays.copyOf(ofAlt, alts);
        } else {
            for (int j = 0, next = 0; j < k; j++) {
                if (next < alts && ofAlt[next] == j) next++;
                else list[n++] = j;
            }
        }
        return Arrays.copyOf(list, n);
    }

    /**
     * Passes a block in {@link #ahead}, which stands at the last site of the block before.
     *
     * @param again whether {@link #before} is known and {@link #left} is asked for; otherwise {@link #before} and {@link #borders}
     */
    private void forward(int block, boolean again) {
        StateClasses.Block states = blocks.block(block);
        int start = blocks.firstTyped(block);
        for (int t = start; t < blocks.endTyped(block); t++) {
            if (t > start) ahead.step(states.shares(), switches[t]);
            else if (block == firstBlock) anywhere(block);
            else enterFromLeft(block);
            if (mixed(t)) {
                if (!again) ahead.join(before[t]);
                ahead.part(before[t], null);
                ahead.set(0, false, notFirst[t], notSecond[t]);
                if (observed.renames(t)) ahead.set(1, true, notFirst[t], notSecond[t]);
                else ahead.set(1, false, notSecond[t], notFirst[t]);
                ahead.weigh(beyond[t]);
            } else {
                ahead.see(null, notFirst[t], notSecond[t]);
            }
            if (again) left[t - start].take(ahead);
        }
        if (!again) borders[block].take(ahead);
    }

    /**
     * Goes back through a block.
     *
     * @param sink null where nobody asks
     */
    private void backward(int block, Sink sink) {
        StateClasses.Block states = blocks.block(block);
        int start = blocks.firstTyped(block);
        if (block == blocks.count() - 1) back.one(ones, states.shares(), states.count());
        for (int t = blocks.endTyped(block) - 1; t >= start; t--) {
            boolean mixed = mixed(t);
            if (mixed) back.join(beyond[t]);
            if (sink != null) handOver(t, states, left[t - start], sink);
            if (mixed) {
                back.part(beyond[t], states.shares());
                back.set(0, false, notFirst[t], notSecond[t]);
                // Seen from the left, names are exchanged before the alleles are met.
                back.set(1, observed.renames(t), notSecond[t], notFirst[t]);
                back.weigh(before[t]);
            } else {
                back.see(states.shares(), notFirst[t], notSecond[t]);
            }
            if (t > start) back.stepBack(switches[t]);
            else if (t > 0) enterFromRight(block - 1);
        }
    }

    /** The posterior of a site. */
    private void handOver(int t, StateClasses.Block states, Ways here, Sink sink) {
        pair.take(here, back, states.count());
        sink.accept(t, states, pair);
        if (observed.renames(t)) sink.renamed(t, here.crossed(beyond[t]));
    }

    /** {@link #ahead} from the last site of the block before to a block's first. */
    private void enterFromLeft(int block) {
        StateClasses.Passage passage = passages[block - 1];
        float[] shares = blocks.block(block).shares();
        double r = switches[blocks.firstTyped(block)];
        float stay = (float) (1 - r);
        int before = blocks.block(block - 1).count();
        ahead.change(shares.length, (from, sum, to) -> {
            Arrays.fill(to, 0, shares.length, 0);
            double jumped = 0;
            for (int a = 0; a < before; a++) {
                float value = (float) (from[a] / sum);
                jumped += value * (stay * passage.leaves()[a] + r);
                for (int i = passage.starts()[a]; i < passage.starts()[a + 1]; i++) {
                    to[passage.to()[i]] += stay * passage.share()[i] * value;
                }
            }
            FloatVectors.addScaled(to, shares, (float) jumped, shares.length);
            return FloatVectors.sum(to, shares.length);
        });
    }

    /** (K) how likely each state of a block is followed by a state of the next. */
    private void arriving(int block, int next, float[] to) {
        StateClasses.Passage passage = passages[block];
        double share = blocks.block(block + 1).shares()[next];
        double r = switches[blocks.firstTyped(block + 1)];
        for (int a = 0; a < blocks.block(block).count(); a++) {
            double value = ((1 - r) * passage.leaves()[a] + r) * share;
            for (int i = passage.starts()[a]; i < passage.starts()[a + 1]; i++) {
                if (passage.to()[i] == next) value += (1 - r) * passage.share()[i];
            }
            to[a] = (float) value;
        }
    }

    /** {@link #back} from the first site of the block after, its alleles taken in, to a block's last. */
    private void enterFromRight(int block) {
        StateClasses.Passage passage = passages[block];
        StateClasses.Block states = blocks.block(block);
        double r = switches[blocks.firstTyped(block + 1)];
        float stay = (float) (1 - r);
        back.change(states.count(), (from, mean, to) -> {
            for (int a = 0; a < states.count(); a++) {
                double value = stay * passage.leaves()[a] + r;
                for (int i = passage.starts()[a]; i < passage.starts()[a + 1]; i++) {
                    value += stay * passage.share()[i] * from[passage.to()[i]] / mean;
                }
                to[a] = (float) value;
            }
            return FloatVectors.dot(to, states.shares(), states.count());
        });
    }

    /** A path of pairs, drawn from the last site to the first, as two haplotypes: one allele a typed site each. */
    static final class Drawn {
        private final byte[] first;
        private final byte[] second;
        private final SplittableRandom random;

        /** The states at the site on the right; -1 before the last site. */
        private final int[] state = {-1, -1};

        /** The way round of the latest site of unknown order on the left; -1 where it is not drawn yet. */
        private int way = -1;

        /** Whether what the chain calls its first haplotype here is {@link #second}. */
        private boolean exchanged;

        Drawn(int typedCount, SplittableRandom random) {
            this.first = new byte[typedCount];
            this.second = new byte[typedCount];
            this.random = random;
        }

        /** The haplotype that the chain calls its first at the last site. */
        byte[] first() {
            return first;
        }

        byte[] second() {
            return second;
        }

        private void block(PairedPosterior of, int block) {
            int start = of.blocks.firstTyped(block);
            int end = of.blocks.endTyped(block);
            for (int t = end - 1; t >= start; t--) {
                Ways here = of.left[t - start];
                if (state[0] < 0) anywhere(here);
                else if (t == end - 1) stepOver(of, here, block);
                else step(of, here, block, t);
                take(of, t, block);
            }
        }

        private void anywhere(Ways here) {
            way = random.nextDouble() * (here.weight(0) + here.weight(1)) < here.weight(0) ? 0 : 1;
            for (int h = 0; h < 2; h++) state[h] = index(here.vector(way, h), here.states());
        }

        private int index(float[] weights, int n) {
            double u = random.nextDouble() * FloatVectors.sum(weights, n);
            for (int i = 0; i < n - 1; i++) {
                u -= weights[i];
                if (u < 0) return i;
            }
            return n - 1;
        }

        /** From the pair at the site on the right to the pair at this one, both in one block. */
        private void step(PairedPosterior of, Ways here, int block, int t) {
            double r = of.switches[t + 1];
            float[] shares = of.blocks.block(block).shares();
            double[] ofWay = new double[2];
            for (int w = 0; w < 2 && way < 0; w++) {
                ofWay[w] = here.weight(w);
                for (int h = 0; h < 2 && here.open(w); h++) {
                    ofWay[w] *= (1 - r) * here.vector(w, h)[state[h]] + r * shares[state[h]] * here.size(w, h);
                }
            }
            draw(ofWay);
            for (int h = 0; h < 2; h++) {
                double stays = (1 - r) * here.vector(way, h)[state[h]];
                double switched = r * shares[state[h]] * here.size(way, h);
                if (random.nextDouble() * (stays + switched) < stays) continue;
                state[h] = index(here.vector(way, h), here.states());
            }
        }

        private void draw(double[] ofWay) {
            if (way < 0) way = random.nextDouble() * (ofWay[0] + ofWay[1]) < ofWay[0] ? 0 : 1;
        }

        /** The same, the site on the right being the next block's first. */
        private void stepOver(PairedPosterior of, Ways here, int block) {
            int k = here.states();
            float[][] arriving = new float[2][k];
            float[][][] joint = new float[2][2][k];
            double[] ofWay = new double[2];
            for (int h = 0; h < 2; h++) of.arriving(block, state[h], arriving[h]);
            for (int w = 0; w < 2; w++) {
                if (!here.open(w) || way >= 0 && way != w) continue;
                ofWay[w] = here.weight(w);
                for (int h = 0; h < 2; h++) {
                    FloatVectors.product(here.vector(w, h), arriving[h], joint[w][h], k);
                    ofWay[w] *= FloatVectors.sum(joint[w][h], k);
                }
            }
            draw(ofWay);
            for (int h = 0; h < 2; h++) state[h] = index(joint[way][h], k);
        }

        /** The alleles of a site, what is missing as the states carry it; where its order is unknown, the way round decides. */
        private void take(PairedPosterior of, int t, int block) {
            byte x = allele(of, of.observed.first(t), t, block, state[0]);
            byte y = allele(of, of.observed.second(t), t, block, state[1]);
            boolean turned = exchanged;
            if (of.mixed(t)) {
                if (way == 1 && !of.observed.renames(t)) {
                    x = allele(of, of.observed.second(t), t, block, state[0]);
                    y = allele(of, of.observed.first(t), t, block, state[1]);
                } else if (way == 1) {
                    int swap = state[0];
                    state[0] = state[1];
                    state[1] = swap;
                    exchanged = !exchanged;
                }
                way = -1;
            }
            first[t] = turned ? y : x;
            second[t] = turned ? x : y;
        }

        private static byte allele(PairedPosterior of, int observed, int t, int block, int state) {
            if (observed >= 0) return (byte) observed;
            HaplotypePanel haplotypes = of.panel.panel();
            return (byte) haplotypes.allele(
                    of.panel.panelSite(t), of.blocks.block(block).example(state));
        }
    }
}
