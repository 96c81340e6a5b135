package org.haprag.retrieval.baseline;

/** The nearest panel haplotypes of each query, nearest first. */
final class Neighbours {
    private final int[][] haps;
    private final float[][] distances;

    Neighbours(int[][] haps, float[][] distances) {
        this.haps = haps;
        this.distances = distances;
    }

    /** How many neighbours a query has: as many as were asked for, or as many as were not excluded. */
    int count(int query) {
        return haps[query].length;
    }

    /** The panel haplotype of rank {@code k}, 0 for the nearest. */
    int panelHap(int query, int k) {
        return haps[query][k];
    }

    /** Squared L2 distance over the query's unmasked sites. */
    float squaredDistance(int query, int k) {
        return distances[query][k];
    }
}
