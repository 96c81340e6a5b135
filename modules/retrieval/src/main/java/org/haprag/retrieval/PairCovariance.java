package org.haprag.retrieval;

import java.util.Arrays;

/**
 * By how much P(ALT on both haplotypes) of a diploid sample differs from the product of the two probabilities, at every allele
 * row: below it where an ALT lies surely on one haplotype and nobody knows on which. Taken from the posterior of pairs at the
 * typed sites on both sides and interpolated like the probabilities themselves. One instance serves one sample.
 */
final class PairCovariance {
    /** Classes with less than this of a haplotype's posterior are left out. */
    private static final float LEAST_CLASS = 1e-3f;

    /** A row is asked for where both haplotypes are as far from 0 and 1. */
    private static final float LEAST_OPEN = .01f;

    private final TypedPanel panel;
    private final LocalHaplotypes local;
    private final float[] covariance;
    private final int[] numberOf;
    private int[] firstClasses = {};
    private int[] secondClasses = {};

    PairCovariance(TypedPanel panel) {
        this.panel = panel;
        this.local = panel.localHaplotypes();
        this.covariance = new float[panel.panel().alleleRowCount()];
        this.numberOf = new int[local.mostClasses()];
        Arrays.fill(numberOf, -1);
    }

    /** (R) */
    float[] finish() {
        return covariance;
    }

    /** As {@link DiploidPosterior.Sink#accept}. */
    void add(int typed, StateClasses.Block states, float[] first, float[] second, float[][] pairs, float total) {
        firstClasses = likely(first, states.count());
        secondClasses = likely(second, states.count());
        if (firstClasses.length < 2 && secondClasses.length < 2) return;
        for (LocalHaplotypes.Stretch stretch : local.ofInterval(typed))
            add(stretch, typed == 0, true, states, pairs, total);
        for (LocalHaplotypes.Stretch stretch : local.ofInterval(typed + 1)) {
            add(stretch, typed == panel.typedCount() - 1, false, states, pairs, total);
        }
    }

    private static int[] likely(float[] p, int k) {
        int[] out = new int[k];
        int n = 0;
        for (int j = 0; j < k; j++) if (p[j] > LEAST_CLASS) out[n++] = j;
        return Arrays.copyOf(out, n);
    }

    /**
     * @param outermost whether there is no typed site beyond the stretch
     * @param onLeft whether the stretch lies on the left of the typed site
     */
    private void add(
            LocalHaplotypes.Stretch stretch,
            boolean outermost,
            boolean onLeft,
            StateClasses.Block states,
            float[][] pairs,
            float total) {
        // The patterns of the stretch that likely states have, numbered; (classes, patterns) shares.
        int[] patterns = new int[16];
        int n = 0;
        int[] all = union(firstClasses, secondClasses);
        for (int j : all) {
            for (int m = states.starts()[j]; m < states.starts()[j + 1]; m++) {
                int of = stretch.classOf()[states.members()[m] * stretch.step() + stretch.at()];
                if (numberOf[of] >= 0) continue;
                if (n == patterns.length) patterns = Arrays.copyOf(patterns, 2 * n);
                numberOf[of] = n;
                patterns[n++] = of;
            }
        }
        if (n > 1) add(stretch, outermost, onLeft, joint(stretch, states, pairs, total, n), patterns, n);
        for (int i = 0; i < n; i++) numberOf[patterns[i]] = -1;
    }

    private static int[] union(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return Arrays.stream(both).sorted().distinct().toArray();
    }

    /** (n, n) the joint distribution of both haplotypes' patterns. */
    private double[][] joint(
            LocalHaplotypes.Stretch stretch, StateClasses.Block states, float[][] pairs, float total, int n) {
        double[][] half = new double[n][secondClasses.length];
        for (int a : firstClasses) {
            double share = 1.0 / states.size(a) / total;
            for (int m = states.starts()[a]; m < states.starts()[a + 1]; m++) {
                int of = numberOf[stretch.classOf()[states.members()[m] * stretch.step() + stretch.at()]];
                for (int i = 0; i < secondClasses.length; i++) half[of][i] += share * pairs[a][secondClasses[i]];
            }
        }
        double[][] out = new double[n][n];
        double sum = 0;
        for (int i = 0; i < secondClasses.length; i++) {
            int b = secondClasses[i];
            double share = 1.0 / states.size(b);
            for (int m = states.starts()[b]; m < states.starts()[b + 1]; m++) {
                int of = numberOf[stretch.classOf()[states.members()[m] * stretch.step() + stretch.at()]];
                for (int l = 0; l < n; l++) out[l][of] += share * half[l][i];
            }
        }
        for (double[] row : out) for (double p : row) sum += p;
        for (double[] row : out) for (int l = 0; l < n; l++) row[l] /= sum;
        return out;
    }

    private void add(
            LocalHaplotypes.Stretch stretch,
            boolean outermost,
            boolean onLeft,
            double[][] joint,
            int[] patterns,
            int n) {
        for (int row = stretch.from(); row < stretch.to(); row++) {
            int bit = row - stretch.from();
            double p1 = 0;
            double p2 = 0;
            double both = 0;
            for (int i = 0; i < n; i++) {
                boolean carries1 = (stretch.patterns()[patterns[i]] >>> bit & 1) != 0;
                for (int l = 0; l < n; l++) {
                    boolean carries2 = (stretch.patterns()[patterns[l]] >>> bit & 1) != 0;
                    if (carries1) p1 += joint[i][l];
                    if (carries2) p2 += joint[i][l];
                    if (carries1 && carries2) both += joint[i][l];
                }
            }
            if (Math.min(Math.min(p1, 1 - p1), Math.min(p2, 1 - p2)) < LEAST_OPEN) continue;
            double right = local.rightShare()[row];
            double weight = outermost ? 1 : onLeft ? right : 1 - right;
            covariance[row] += (float) (weight * (both - p1 * p2));
        }
    }
}
