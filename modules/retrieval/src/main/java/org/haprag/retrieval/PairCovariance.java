package org.haprag.retrieval;

import java.util.Arrays;
import java.util.List;

/**
 * By how much P(ALT on both haplotypes) of a diploid sample differs from the product of the two probabilities, at every allele
 * row: below it where an ALT lies surely on one haplotype and nobody knows on which. Taken from the posterior of pairs at the
 * typed sites on both sides and interpolated like the probabilities themselves. One instance serves one sample.
 */
final class PairCovariance {
    /** Classes with less than this of a haplotype's posterior are left out. */
    private static final float LEAST_CLASS = 1e-3f;

    /** Where one product is likelier than all but this, haplotypes count as independent. */
    private static final double LEAST_DIFFERENCE = .002;

    /** A row is asked for where both haplotypes are as far from 0 and 1. */
    private static final float LEAST_OPEN = .01f;

    /**
     * The likely classes at a typed site.
     *
     * @param first classes of {@code states}
     * @param second classes of {@code states}
     * @param part (4) of each product of {@link PairOfHaplotypes}, 0 of those that there are not
     * @param ofFirst (first, 4) in each product
     * @param ofSecond (second, 4)
     */
    private record Pairs(
            StateClasses.Block states, int[] first, int[] second, double[] part, float[] ofFirst, float[] ofSecond) {
        private static final Pairs NONE = new Pairs(
                new StateClasses.Block(new int[0], new int[1], new float[0], new float[0]),
                new int[0],
                new int[0],
                new double[0],
                new float[0],
                new float[0]);

        boolean none() {
            return first.length == 0;
        }
    }

    private final TypedPanel panel;
    private final LocalHaplotypes local;

    /** (T) {@link Pairs#NONE} where the haplotypes are independent. */
    private final Pairs[] ofTyped;

    private final float[] covariance;
    private final int[] numberOf;
    private int[] classes = {};
    private int[] patterns = new int[64];
    private int patternCount;

    /** (patterns, 4) how likely each pattern of a stretch is on the first haplotype, in each product. */
    private float[] first = new float[4 * patterns.length];

    /** The same on the second. */
    private float[] second = new float[4 * patterns.length];

    PairCovariance(TypedPanel panel) {
        this.panel = panel;
        this.local = panel.localHaplotypes();
        this.ofTyped = new Pairs[panel.typedCount()];
        Arrays.fill(ofTyped, Pairs.NONE);
        this.covariance = new float[panel.panel().alleleRowCount()];
        this.numberOf = new int[local.mostClasses()];
        Arrays.fill(numberOf, -1);
    }

    /** As {@link PairedPosterior.Sink#accept}. */
    void add(int typed, StateClasses.Block states, PairOfHaplotypes pair) {
        double most = 0;
        for (int i = 0; i < pair.count(); i++) most = Math.max(most, pair.part(i));
        if (most > 1 - LEAST_DIFFERENCE) return;
        int[] ofFirst = likely(pair.marginal(0), states.count());
        int[] ofSecond = likely(pair.marginal(1), states.count());
        if (ofFirst.length < 2 || ofSecond.length < 2) return;
        double[] part = new double[PairOfHaplotypes.MOST];
        float[] first = new float[part.length * ofFirst.length];
        float[] second = new float[part.length * ofSecond.length];
        for (int i = 0; i < pair.count(); i++) {
            part[i] = pair.part(i);
            keep(pair.first(i), ofFirst, first, i);
            keep(pair.second(i), ofSecond, second, i);
        }
        ofTyped[typed] = new Pairs(states, ofFirst, ofSecond, part, first, second);
    }

    /** What classes have in a product, as if there were no others. */
    private static void keep(float[] posterior, int[] classes, float[] to, int product) {
        float sum = 0;
        for (int j : classes) sum += posterior[j];
        float factor = sum > 0 ? 1 / sum : 0;
        for (int i = 0; i < classes.length; i++)
            to[PairOfHaplotypes.MOST * i + product] = posterior[classes[i]] * factor;
    }

    private int[] likely(float[] p, int k) {
        if (classes.length < k) classes = new int[k];
        int n = 0;
        for (int j = 0; j < k; j++) if (p[j] > LEAST_CLASS) classes[n++] = j;
        return Arrays.copyOf(classes, n);
    }

    /**
     * @param haplotypes both, whose probabilities say which rows are asked for
     * @return (R)
     */
    float[] finish(List<RetrievedHaplotype> haplotypes) {
        int last = panel.typedCount();
        for (int interval = 0; interval <= last; interval++) {
            Pairs left = interval == 0 ? Pairs.NONE : ofTyped[interval - 1];
            Pairs right = interval == last ? Pairs.NONE : ofTyped[interval];
            if (left.none() && right.none()) continue;
            for (LocalHaplotypes.Stretch stretch : local.ofInterval(interval)) {
                long open = open(stretch, haplotypes);
                if (open == 0) continue;
                if (!left.none()) add(stretch, open, left, interval == last, false);
                if (!right.none()) add(stretch, open, right, interval == 0, true);
            }
        }
        return covariance;
    }

    /** Bit i for row {@code from + i}. */
    private static long open(LocalHaplotypes.Stretch stretch, List<RetrievedHaplotype> haplotypes) {
        long open = 0;
        for (int row = stretch.from(); row < stretch.to(); row++) {
            float p1 = haplotypes.get(0).middleCopying(row);
            float p2 = haplotypes.get(1).middleCopying(row);
            if (Math.min(Math.min(p1, 1 - p1), Math.min(p2, 1 - p2)) >= LEAST_OPEN) open |= 1L << row - stretch.from();
        }
        return open;
    }

    /**
     * @param outermost whether there is no typed site beyond the stretch
     * @param onLeft whether the stretch lies on the left of the typed site
     */
    private void add(LocalHaplotypes.Stretch stretch, long open, Pairs of, boolean outermost, boolean onLeft) {
        patternCount = 0;
        addPatterns(stretch, of.states, of.first, of.ofFirst, false);
        addPatterns(stretch, of.states, of.second, of.ofSecond, true);
        for (int i = 0; i < patternCount; i++) numberOf[patterns[i]] = -1;
        if (patternCount < 2) return;
        for (long rest = open; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            double right = local.rightShare()[stretch.from() + bit];
            double weight = outermost ? 1 : onLeft ? right : 1 - right;
            covariance[stretch.from() + bit] += (float) (weight * covariance(of.part, stretch, bit));
        }
    }

    /**
     * Adds up how likely each pattern of the stretch is on one haplotype; patterns are numbered as they are met.
     *
     * @param ofClasses (classes, 4)
     */
    private void addPatterns(
            LocalHaplotypes.Stretch stretch,
            StateClasses.Block states,
            int[] classes,
            float[] ofClasses,
            boolean onSecond) {
        for (int c = 0, from = 0; c < classes.length; c++, from += PairOfHaplotypes.MOST) {
            int j = classes[c];
            for (int m = states.starts()[j]; m < states.starts()[j + 1]; m++) {
                int to = PairOfHaplotypes.MOST
                        * number(stretch.classOf()[states.members()[m] * stretch.step() + stretch.at()]);
                float part = states.parts()[m];
                float[] sums = onSecond ? second : first;
                sums[to] += ofClasses[from] * part;
                sums[to + 1] += ofClasses[from + 1] * part;
                sums[to + 2] += ofClasses[from + 2] * part;
                sums[to + 3] += ofClasses[from + 3] * part;
            }
        }
    }

    private int number(int pattern) {
        if (numberOf[pattern] >= 0) return numberOf[pattern];
        int number = patternCount++;
        if (number == patterns.length) {
            patterns = Arrays.copyOf(patterns, 2 * number);
            first = Arrays.copyOf(first, 2 * first.length);
            second = Arrays.copyOf(second, 2 * second.length);
        }
        patterns[number] = pattern;
        int from = PairOfHaplotypes.MOST * number;
        Arrays.fill(first, from, from + PairOfHaplotypes.MOST, 0);
        Arrays.fill(second, from, from + PairOfHaplotypes.MOST, 0);
        return numberOf[pattern] = number;
    }

    /** Of a row. */
    private double covariance(double[] part, LocalHaplotypes.Stretch stretch, int bit) {
        double p1 = 0;
        double p2 = 0;
        double both = 0;
        for (int i = 0; i < part.length && part[i] > 0; i++) {
            double alt1 = 0;
            double alt2 = 0;
            for (int x = 0, at = i; x < patternCount; x++, at += part.length) {
                if ((stretch.patterns()[patterns[x]] >>> bit & 1) == 0) continue;
                alt1 += first[at];
                alt2 += second[at];
            }
            p1 += part[i] * alt1;
            p2 += part[i] * alt2;
            both += part[i] * alt1 * alt2;
        }
        return both - p1 * p2;
    }
}
