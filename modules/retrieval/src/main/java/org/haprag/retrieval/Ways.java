package org.haprag.retrieval;

import java.util.Arrays;

/**
 * What one side of a site says of the two haplotypes of a sample: a function of pairs of states that is the sum of one or two
 * products of a vector over the first haplotype's states and one over the second's, one for each way round of the latest site
 * of unknown order. From the left it is a probability, whose vectors are measured by their sums; from the right a likelihood,
 * measured by means weighted with the states' shares.
 *
 * <p>Vector i = 2 way + haplotype stands for {@code weight[i] vector[i] / size[i]}, so that nothing leaves float's range.
 */
final class Ways {
    /** Weights are scaled before the larger of the two ways is smaller. */
    private static final double LEAST_WEIGHT = 1e-100;

    /** Where less than this of a size is left after what was observed, it is measured anew. */
    private static final double LEAST_LEFT = .1;

    /** A way that is less likely than this, given both sides, is left out. */
    private static final double LEAST_LIKELY = 1e-5;

    /** Passes one vector to another block's states. */
    interface Passage {
        /** @param size of {@code from} @return that of {@code to} */
        double pass(float[] from, double size, float[] to);
    }

    private static final int[] NOBODY = {};

    /** P(observed | another allele) over P(observed | this allele). */
    private final float miss;

    private final float[][] vector = new float[4][0];
    private final double[] size = new double[4];
    private final double[] weight = new double[4];

    /** What the other haplotype's vector of the same way was worth where the ways parted. */
    private final double[] worth = new double[4];

    private final boolean[] open = new boolean[2];
    private float[] spare = {};

    /** As {@link #part} takes them. */
    private float[][] parting = {};

    private float[] measuredBy = {};
    private final double[] partingSize = new double[2];
    private int k;
    private double log;

    /** @param miss P(observed | another allele) over P(observed | this allele) */
    Ways(float miss) {
        this.miss = miss;
    }

    void reserve(int states) {
        if (spare.length >= states) return;
        for (int i = 0; i < 4; i++) vector[i] = new float[states];
        spare = new float[states];
    }

    /** One way, both haplotypes alike. */
    void one(float[] values, float[] shares, int states) {
        k = states;
        open[1] = false;
        part(new float[][] {values, values}, shares);
        set(0, false, NOBODY, NOBODY);
        log = 0;
    }

    /** The logarithm of the size of what this is, in view of all that was seen since {@link #forget}. */
    double log() {
        return log + Math.log(total());
    }

    void forget() {
        log = -Math.log(total());
    }

    private double total() {
        double total = 0;
        for (int way = 0; way < 2; way++) if (open[way]) total += weight[2 * way] * weight[2 * way + 1];
        return total;
    }

    void take(Ways other) {
        k = other.k;
        log = other.log;
        for (int i = 0; i < 4; i++) {
            open[i >> 1] = other.open[i >> 1];
            if (!open[i >> 1]) continue;
            System.arraycopy(other.vector[i], 0, vector[i], 0, k);
            size[i] = other.size[i];
            weight[i] = other.weight[i];
            worth[i] = other.worth[i];
        }
    }

    /**
     * Takes the two vectors that {@link #set} makes ways of.
     *
     * @param vectors (2, K)
     * @param shares null for sums
     */
    void part(float[][] vectors, float[] shares) {
        parting = vectors;
        measuredBy = shares;
        for (int haplotype = 0; haplotype < 2; haplotype++)
            partingSize[haplotype] = measure(vectors[haplotype], shares);
    }

    /**
     * Makes a way of the two vectors of {@link #part} and of the alleles that go with it.
     *
     * @param exchanged whether the second of them is the first haplotype's
     * @param notFirst states that do not carry what the first haplotype has this way round
     * @param notSecond the same of the second
     */
    void set(int way, boolean exchanged, int[] notFirst, int[] notSecond) {
        open[way] = true;
        for (int haplotype = 0; haplotype < 2; haplotype++) {
            int i = 2 * way + haplotype;
            int from = exchanged ? 1 - haplotype : haplotype;
            System.arraycopy(parting[from], 0, vector[i], 0, k);
            size[i] = partingSize[from];
            weight[i] = 1;
            worth[i] = 1;
            see(i, measuredBy, haplotype == 0 ? notFirst : notSecond);
        }
    }

    private double measure(float[] values, float[] shares) {
        return shares == null ? FloatVectors.sum(values, k) : FloatVectors.dot(values, shares, k);
    }

    /** Takes in what was observed of a site whose order is known. */
    void see(float[] shares, int[] notFirst, int[] notSecond) {
        for (int i = 0; i < 4; i++) if (open[i >> 1]) see(i, shares, (i & 1) == 0 ? notFirst : notSecond);
        for (int haplotype = 0; haplotype < 2; haplotype++) scaleWeights(haplotype);
    }

    private void scaleWeights(int haplotype) {
        double most = 0;
        for (int i = haplotype; i < 4; i += 2) if (open[i >> 1]) most = Math.max(most, weight[i]);
        if (most >= LEAST_WEIGHT) return;
        for (int i = haplotype; i < 4; i += 2) weight[i] /= most;
        log += Math.log(most);
    }

    private void see(int i, float[] shares, int[] others) {
        if (others.length == 0) return;
        float[] values = vector[i];
        double lost = 0;
        for (int j : others) {
            float kept = values[j] * miss;
            lost += shares == null ? values[j] - kept : (values[j] - kept) * shares[j];
            values[j] = kept;
        }
        double left = size[i] - lost;
        if (left < LEAST_LEFT * size[i]) left = measure(values, shares);
        weight[i] *= left / size[i];
        size[i] = left;
    }

    /** Weighs the ways by the other side: what is unlikely with it is left out. @param other (2, K) of the other side */
    void weigh(float[][] other) {
        double[] with = new double[4];
        for (int i = 0; i < 4; i++) with[i] = with(i, other);
        double[] likely = {with[0] * with[1], with[2] * with[3]};
        for (int way = 0; way < 2; way++) open[way] = likely[way] >= LEAST_LIKELY * (likely[0] + likely[1]);
        for (int i = 0; i < 4; i++) worth[i] = with[i ^ 1];
    }

    /** How likely the other way round is, in view of the other side. @param other (2, K) of the other side */
    double crossed(float[][] other) {
        if (!open[0] || !open[1]) return open[1] ? 1 : 0;
        double straight = with(0, other) * with(1, other);
        double crossed = with(2, other) * with(3, other);
        return crossed / (straight + crossed);
    }

    /** How well a vector goes with what the other side says of the same haplotype. */
    private double with(int i, float[][] other) {
        return weight[i] * FloatVectors.dot(vector[i], other[i & 1], k) / size[i];
    }

    /** Makes one product of the ways, each as likely as both sides say it is. @param to (2, K), each of size 1 */
    void join(float[][] to) {
        log += Math.log(total());
        for (int haplotype = 0; haplotype < 2; haplotype++) {
            float[] sum = to[haplotype];
            Arrays.fill(sum, 0, k, 0);
            double all = 0;
            for (int i = haplotype; i < 4; i += 2) if (open[i >> 1]) all += weight[i] * worth[i];
            for (int i = haplotype; i < 4; i += 2) {
                if (open[i >> 1])
                    FloatVectors.addScaled(sum, vector[i], (float) (weight[i] * worth[i] / all / size[i]), k);
            }
        }
    }

    /** To the next site on the right: what does not stay goes to the states by their shares. */
    void step(float[] shares, double switches) {
        for (int i = 0; i < 4; i++) {
            if (!open[i >> 1]) continue;
            FloatVectors.scaleAndAdd(vector[i], (float) ((1 - switches) / size[i]), shares, (float) switches, k);
            size[i] = 1;
        }
    }

    /** To the next site on the left. */
    void stepBack(double switches) {
        for (int i = 0; i < 4; i++) {
            if (!open[i >> 1]) continue;
            FloatVectors.scaleAndAdd(vector[i], (float) ((1 - switches) / size[i]), (float) switches, k);
            size[i] = 1;
        }
    }

    /** To another block. @param states K there */
    void change(int states, Passage passage) {
        for (int i = 0; i < 4; i++) {
            if (!open[i >> 1]) continue;
            size[i] = passage.pass(vector[i], size[i], spare);
            weight[i] *= size[i];
            float[] swap = vector[i];
            vector[i] = spare;
            spare = swap;
        }
        k = states;
    }

    boolean open(int way) {
        return open[way];
    }

    /** (K) of a way. @param haplotype 0 for the first */
    float[] vector(int way, int haplotype) {
        return vector[2 * way + haplotype];
    }

    /** The sum of a vector, or its mean. */
    double size(int way, int haplotype) {
        return size[2 * way + haplotype];
    }

    /** K. */
    int states() {
        return k;
    }

    /** What the product of a way's two vectors counts, but for a factor that both ways share; 0 of one that is not open. */
    double weight(int way) {
        return open[way] ? weightOf(2 * way) * weightOf(2 * way + 1) : 0;
    }

    private double weightOf(int i) {
        return weight[i] / size[i];
    }
}
