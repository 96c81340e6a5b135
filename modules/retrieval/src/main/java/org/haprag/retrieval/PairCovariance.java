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
     * @param part of each product of {@link PairOfHaplotypes}
     * @param ofFirst (products, first)
     * @param ofSecond (products, second)
     */
    private record Pairs(
            StateClasses.Block states,
            int[] first,
            int[] second,
            double[] part,
            float[][] ofFirst,
            float[][] ofSecond) {
        private static final Pairs NONE = new Pairs(
                new StateClasses.Block(new int[0], new int[1], new float[0], new float[0]),
                new int[0],
                new int[0],
                new double[0],
                new float[0][],
                new float[0][]);

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
    private int[] patterns = new int[16];
    private int patternCount;

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
        double[] part = new double[pair.count()];
        float[][] first = new float[part.length][];
        float[][] second = new float[part.length][];
        for (int i = 0; i < part.length; i++) {
            part[i] = pair.part(i);
            first[i] = of(pair.first(i), ofFirst);
            second[i] = of(pair.second(i), ofSecond);
        }
        ofTyped[typed] = new Pairs(states, ofFirst, ofSecond, part, first, second);
    }

    /** Of the classes that are kept, as if there were no others. */
    private static float[] of(float[] posterior, int[] classes) {
        float[] out = new float[classes.length];
        for (int i = 0; i < out.length; i++) out[i] = posterior[classes[i]];
        float sum = FloatVectors.sum(out, out.length);
        if (sum > 0) FloatVectors.scale(out, 1 / sum, out, out.length);
        return out;
    }

    private static int[] likely(float[] p, int k) {
        int[] out = new int[k];
        int n = 0;
        for (int j = 0; j < k; j++) if (p[j] > LEAST_CLASS) out[n++] = j;
        return Arrays.copyOf(out, n);
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
        float[][] first = byPattern(stretch, of.states, of.first, of.ofFirst);
        float[][] second = byPattern(stretch, of.states, of.second, of.ofSecond);
        for (int i = 0; i < patternCount; i++) numberOf[patterns[i]] = -1;
        if (patternCount < 2) return;
        for (long rest = open; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            double right = local.rightShare()[stretch.from() + bit];
            double weight = outermost ? 1 : onLeft ? right : 1 - right;
            covariance[stretch.from() + bit] += (float) (weight * covariance(of.part, stretch, bit, first, second));
        }
    }

    /** Of a row. @param first (products, patterns) of the first haplotype */
    private double covariance(
            double[] part, LocalHaplotypes.Stretch stretch, int bit, float[][] first, float[][] second) {
        double p1 = 0;
        double p2 = 0;
        double both = 0;
        for (int i = 0; i < part.length; i++) {
            double alt1 = alt(stretch, bit, first[i]);
            double alt2 = alt(stretch, bit, second[i]);
            p1 += part[i] * alt1;
            p2 += part[i] * alt2;
            both += part[i] * alt1 * alt2;
        }
        return both - p1 * p2;
    }

    private double alt(LocalHaplotypes.Stretch stretch, int bit, float[] byPattern) {
        double sum = 0;
        int n = Math.min(patternCount, byPattern.length);
        for (int x = 0; x < n; x++) if ((stretch.patterns()[patterns[x]] >>> bit & 1) != 0) sum += byPattern[x];
        return sum;
    }

    /**
     * (products, patterns) how likely each pattern of the stretch is; patterns are numbered as they are met.
     *
     * @param ofClasses (products, classes)
     */
    private float[][] byPattern(
            LocalHaplotypes.Stretch stretch, StateClasses.Block states, int[] classes, float[][] ofClasses) {
        float[][] out = new float[ofClasses.length][patternCount + 16];
        for (int c = 0; c < classes.length; c++) {
            int j = classes[c];
            for (int m = states.starts()[j]; m < states.starts()[j + 1]; m++) {
                int of = stretch.classOf()[states.members()[m] * stretch.step() + stretch.at()];
                if (numberOf[of] < 0) {
                    if (patternCount == patterns.length) patterns = Arrays.copyOf(patterns, 2 * patternCount);
                    numberOf[of] = patternCount;
                    patterns[patternCount++] = of;
                }
                int x = numberOf[of];
                for (int i = 0; i < out.length; i++) {
                    if (x >= out[i].length) out[i] = Arrays.copyOf(out[i], 2 * x);
                    out[i][x] += ofClasses[i][c] * states.parts()[m];
                }
            }
        }
        return out;
    }
}
