package org.haprag.retrieval;

import java.util.Arrays;

/**
 * States that are of one kind in a block of typed sites ({@link BlockKinds}), put together: what is carried over from typed sites to
 * rows is carried over once for all of them. One instance serves one thread.
 */
final class AlikeStates {
    /** How many scales are summed up side by side. */
    private static final int TOGETHER = 4;

    private final BlockKinds kinds;
    private int[] states = {};
    private int block = -1;
    private int[] examples = {};

    /** Kind g has the states {@code order[starts[g]]} to {@code order[starts[g + 1] - 1]}. */
    private int[] order = {};

    private int[] starts = {};
    private int[] placeOf = {};

    /** (kinds of the block) its place among those of the states; -1 between calls. */
    private int[] places = {};

    AlikeStates(BlockKinds kinds) {
        this.kinds = kinds;
    }

    /**
     * Takes the states of the block that a typed site lies in. Nothing is done as long as states and block are the same.
     *
     * @param ofSite not changed afterwards
     */
    void take(int typed, int[] ofSite) {
        if (ofSite == states && kinds.blockOf(typed) == block) return;
        states = ofSite;
        block = kinds.blockOf(typed);
        find();
    }

    /** (kinds) a panel haplotype of each. The same array as long as states and block are the same. */
    int[] examples() {
        return examples;
    }

    /** How many kinds there are. */
    int count() {
        return examples.length;
    }

    /** (states, or more) the kind of each. */
    int[] kindOf() {
        return placeOf;
    }

    private void find() {
        reserve();
        int[] found = new int[states.length];
        char[] kindOf = kinds.kinds(block);
        int n = 0;
        for (int j = 0; j < states.length; j++) {
            int kind = kindOf[states[j]];
            int place = kind == BlockKinds.ALONE ? -1 : places[kind];
            if (place < 0) {
                place = n;
                found[n++] = states[j];
                if (kind != BlockKinds.ALONE) places[kind] = place;
            }
            placeOf[j] = place;
        }
        examples = Arrays.copyOf(found, n);
        for (int example : examples) if (kindOf[example] != BlockKinds.ALONE) places[kindOf[example]] = -1;
        sort(n);
    }

    private void reserve() {
        if (places.length < kinds.count(block)) {
            places = new int[2 * kinds.count(block)];
            Arrays.fill(places, -1);
        }
        if (placeOf.length < states.length) {
            placeOf = new int[2 * states.length];
            order = new int[2 * states.length];
            starts = new int[2 * states.length + 1];
        }
    }

    /** Fills {@link #order} and {@link #starts} by counting. */
    private void sort(int count) {
        Arrays.fill(starts, 0, count + 1, 0);
        for (int j = 0; j < states.length; j++) starts[placeOf[j] + 1]++;
        for (int g = 0; g < count; g++) starts[g + 1] += starts[g];
        for (int j = 0; j < states.length; j++) order[starts[placeOf[j]]++] = j;
        for (int g = count; g > 0; g--) starts[g] = starts[g - 1];
        starts[0] = 0;
    }

    /**
     * Sums up what the states of each kind have.
     *
     * @param values (scales, states) with stride {@code stride}
     * @param to gets the sum of kind g at scale c at [g * step + c]; what lies between scales and step is of no meaning
     */
    void sum(float[] values, int stride, int scales, float[] to, int step) {
        if (scales == 1) {
            sum(values, to);
            return;
        }
        int last = scales - 1;
        for (int c = 0; c < scales; c += TOGETHER) {
            int second = Math.min(c + 1, last) * stride;
            int third = Math.min(c + 2, last) * stride;
            int fourth = Math.min(c + 3, last) * stride;
            sum(values, c * stride, second, third, fourth, to, c, step);
        }
    }

    /** Sums up what the states of each kind have. @param to (kinds) */
    void sum(float[] values, float[] to) {
        for (int g = 0; g < examples.length; g++) {
            float sum = 0;
            for (int i = starts[g]; i < starts[g + 1]; i++) sum += values[order[i]];
            to[g] = sum;
        }
    }

    /**
     * Sums up what the states of each kind have, weighted in two ways.
     *
     * @param toA (kinds) weighted by {@code a}
     * @param toB (kinds) weighted by {@code b}
     */
    void sumWeighted(float[] values, float[] a, float[] b, float[] toA, float[] toB) {
        for (int g = 0; g < examples.length; g++) {
            float sumA = 0;
            float sumB = 0;
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                int j = order[i];
                sumA += values[j] * a[j];
                sumB += values[j] * b[j];
            }
            toA[g] = sumA;
            toB[g] = sumB;
        }
    }

    private void sum(float[] values, int at0, int at1, int at2, int at3, float[] to, int first, int step) {
        for (int g = 0, o = first; g < examples.length; g++, o += step) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                int j = order[i];
                s0 += values[at0 + j];
                s1 += values[at1 + j];
                s2 += values[at2 + j];
                s3 += values[at3 + j];
            }
            to[o] = s0;
            to[o + 1] = s1;
            to[o + 2] = s2;
            to[o + 3] = s3;
        }
    }
}
