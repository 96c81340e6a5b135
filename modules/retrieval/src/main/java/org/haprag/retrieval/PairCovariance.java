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
    private static final float LEAST_CLASS = 3e-3f;

    /** Where no pair's probability is farther from the product of its two, haplotypes count as independent. */
    private static final float LEAST_DIFFERENCE = .002f;

    /** A row is asked for where both haplotypes are as far from 0 and 1. */
    private static final float LEAST_OPEN = .01f;

    /**
     * The likely pairs of classes at a typed site.
     *
     * @param first classes of {@code states}
     * @param second classes of {@code states}
     * @param pairs (first, second) probabilities, which sum to 1
     */
    private record Pairs(StateClasses.Block states, int[] first, int[] second, float[][] pairs) {
        private static final Pairs NONE = new Pairs(
                new StateClasses.Block(new int[0], new int[1], new float[0], new float[0]),
                new int[0],
                new int[0],
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

    /** As {@link DiploidPosterior.Sink#accept}. */
    void add(int typed, StateClasses.Block states, float[] first, float[] second, float[][] pairs, float total) {
        int[] ofFirst = likely(first, states.count());
        int[] ofSecond = likely(second, states.count());
        if (ofFirst.length < 2 || ofSecond.length < 2) return;
        float[][] kept = new float[ofFirst.length][ofSecond.length];
        float sum = 0;
        float most = 0;
        for (int i = 0; i < ofFirst.length; i++) {
            float[] row = pairs[ofFirst[i]];
            for (int l = 0; l < ofSecond.length; l++) {
                kept[i][l] = row[ofSecond[l]];
                sum += kept[i][l];
                most = Math.max(most, Math.abs(kept[i][l] / total - first[ofFirst[i]] * second[ofSecond[l]]));
            }
        }
        if (most < LEAST_DIFFERENCE) return;
        for (float[] row : kept) FloatVectors.scale(row, 1 / sum, row, row.length);
        ofTyped[typed] = new Pairs(states, ofFirst, ofSecond, kept);
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
        float[][] first = carried(stretch, of.states, of.first);
        float[][] second = carried(stretch, of.states, of.second);
        for (int i = 0; i < patternCount; i++) numberOf[patterns[i]] = -1;
        if (patternCount < 2) return;
        for (long rest = open; rest != 0; rest &= rest - 1) {
            int bit = Long.numberOfTrailingZeros(rest);
            double right = local.rightShare()[stretch.from() + bit];
            double weight = outermost ? 1 : onLeft ? right : 1 - right;
            covariance[stretch.from() + bit] +=
                    (float) (weight * covariance(of.pairs, alt(stretch, bit, first), alt(stretch, bit, second)));
        }
    }

    /** (classes) which share of each carries the ALT of a row. @param carried (classes, patterns) */
    private float[] alt(LocalHaplotypes.Stretch stretch, int bit, float[][] carried) {
        float[] out = new float[carried.length];
        for (int x = 0; x < patternCount; x++) {
            if ((stretch.patterns()[patterns[x]] >>> bit & 1) == 0) continue;
            for (int i = 0; i < out.length; i++) if (x < carried[i].length) out[i] += carried[i][x];
        }
        return out;
    }

    private static double covariance(float[][] pairs, float[] first, float[] second) {
        double p1 = 0;
        double p2 = 0;
        double both = 0;
        for (int i = 0; i < first.length; i++) {
            float[] row = pairs[i];
            float sum = 0;
            float alt = 0;
            for (int l = 0; l < row.length; l++) {
                sum += row[l];
                alt += row[l] * second[l];
            }
            p1 += sum * first[i];
            p2 += alt;
            both += alt * first[i];
        }
        return both - p1 * p2;
    }

    /** (classes, patterns) which share of each class has which pattern of the stretch; patterns are numbered as they are met. */
    private float[][] carried(LocalHaplotypes.Stretch stretch, StateClasses.Block states, int[] classes) {
        float[][] out = new float[classes.length][];
        for (int i = 0; i < classes.length; i++) {
            int j = classes[i];
            float[] shares = new float[patternCount + 1];
            for (int m = states.starts()[j]; m < states.starts()[j + 1]; m++) {
                int of = stretch.classOf()[states.members()[m] * stretch.step() + stretch.at()];
                if (numberOf[of] < 0) {
                    if (patternCount == patterns.length) patterns = Arrays.copyOf(patterns, 2 * patternCount);
                    numberOf[of] = patternCount;
                    patterns[patternCount++] = of;
                }
                if (numberOf[of] >= shares.length) shares = Arrays.copyOf(shares, 2 * numberOf[of]);
                shares[numberOf[of]] += states.parts()[m];
            }
            out[i] = shares;
        }
        return out;
    }
}
