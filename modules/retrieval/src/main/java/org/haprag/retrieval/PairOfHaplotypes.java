package org.haprag.retrieval;

import java.util.Arrays;

/**
 * The posterior of the pair of states of a sample at one site, as a sum of at most four products, one for each way on the left
 * and on the right: {@code sum over i of part(i) first(i) second(i)'}, where parts sum to 1 and so does each vector. Used again
 * from site to site.
 */
final class PairOfHaplotypes {
    /** Products, at most. */
    static final int MOST = 4;

    /** A product that is less likely than this is left out. */
    private static final double LEAST_PART = 1e-5;

    private final double[] part = new double[MOST];
    private final double[] of = new double[2];
    private float[][] first = new float[MOST][0];
    private float[][] second = new float[MOST][0];
    private float[][] marginal = new float[2][0];
    private int count;

    /** @param k states at most */
    void reserve(int k) {
        if (marginal[0].length >= k) return;
        first = new float[MOST][k];
        second = new float[MOST][k];
        marginal = new float[2][k];
    }

    /** Takes what both sides of a site say. */
    void take(Ways left, Ways right, int k) {
        double total = 0;
        count = 0;
        for (int l = 0; l < 2; l++) {
            for (int r = 0; r < 2; r++) {
                if (!left.open(l) || !right.open(r)) continue;
                for (int h = 0; h < 2; h++) {
                    float[] to = (h == 0 ? first : second)[count];
                    FloatVectors.product(left.vector(l, h), right.vector(r, h), to, k);
                    of[h] = FloatVectors.sum(to, k);
                    FloatVectors.scale(to, (float) (1 / of[h]), to, k);
                }
                part[count] = left.weight(l) * right.weight(r) * of[0] * of[1];
                total += part[count++];
            }
        }
        if (!(total > 0)) throw new IllegalStateException("the posterior of a pair of haplotypes is empty: " + total);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (part[i] < LEAST_PART * total) continue;
            part[kept] = part[i] / total;
            swap(first, kept, i);
            swap(second, kept++, i);
        }
        count = kept;
        for (int h = 0; h < 2; h++) {
            Arrays.fill(marginal[h], 0, k, 0);
            for (int i = 0; i < count; i++)
                FloatVectors.addScaled(marginal[h], (h == 0 ? first : second)[i], (float) part[i], k);
        }
    }

    private static void swap(float[][] vectors, int i, int j) {
        float[] vector = vectors[i];
        vectors[i] = vectors[j];
        vectors[j] = vector;
    }

    /** How many products there are; of one, the haplotypes are independent. */
    int count() {
        return count;
    }

    double part(int i) {
        return part[i];
    }

    /** (K) of the haplotype that is called first at the site. */
    float[] first(int i) {
        return first[i];
    }

    float[] second(int i) {
        return second[i];
    }

    /** (K) P(state) of one haplotype, 0 for the first; sums to 1. */
    float[] marginal(int haplotype) {
        return marginal[haplotype];
    }
}
