package org.haprag.retrieval.baseline;

import java.util.Arrays;

/** The k nearest of haplotypes that are offered in the order of their index; of equals the earlier one stays. */
final class NearestFirst {
    private final int[] haps;
    private final float[] distances;
    private int size;

    /** @param k how many to keep */
    NearestFirst(int k) {
        haps = new int[k];
        distances = new float[k];
    }

    /** Whether so near a haplotype would be among the k. */
    boolean wants(float distance) {
        return size < haps.length || distance < distances[size - 1];
    }

    /** Only what is wanted may be added. */
    void add(int hap, float distance) {
        int i = size < haps.length ? size++ : size - 1;
        for (; i > 0 && distances[i - 1] > distance; i--) {
            haps[i] = haps[i - 1];
            distances[i] = distances[i - 1];
        }
        haps[i] = hap;
        distances[i] = distance;
    }

    /** The nearest first; fewer than k if fewer were offered. */
    int[] haps() {
        return Arrays.copyOf(haps, size);
    }

    /** Those of {@link #haps}. */
    float[] distances() {
        return Arrays.copyOf(distances, size);
    }
}
