package org.haprag.retrieval.baseline;

import org.haprag.genotype.InputException;
import org.haprag.genotype.Tokens;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An exact flat index over the tokens of one search window, nearest by squared L2. A site that is
 * {@link Tokens#MASK} in a query contributes nothing to that query's distances, so a hidden allele cannot leak.
 *
 * <p>With the mask m (1 typed, 0 hidden) of a query q, sum m (q - a)^2 = sum m q^2 - 2 (m q).a + m.a^2, so all distances
 * are one matrix product of [-2 m q, m] and [a, a^2] plus a constant a query. Sums of small integers: exact in float32
 * below 2^24. Holds native memory: close it.
 */
final class WindowTokenIndex implements AutoCloseable {
    /** Distances of at most so many (query, haplotype) pairs are held at once: 16 MiB. */
    private static final int PAIRS_AT_ONCE = 1 << 22;

    private final INDArray features;
    private final int haplotypes;
    private final int sites;

    /** Panel haplotypes that a query must not see: its own, in training. */
    @FunctionalInterface
    interface Exclusion {
        boolean excludes(int query, int panelHap);
    }

    /**
     * @param panelTokens float32 (N, w), without {@link Tokens#MASK}; not kept
     * @throws InputException if the index does not fit into memory
     */
    WindowTokenIndex(INDArray panelTokens) {
        check(panelTokens, "panelTokens");
        try (INDArray masked = panelTokens.eq(Tokens.MASK)) {
            if (masked.any()) throw new IllegalArgumentException("panelTokens must not hold MASK: queries hide sites");
        }
        this.haplotypes = (int) panelTokens.size(0);
        this.sites = (int) panelTokens.size(1);
        NativeMemory.require("window index", 2L * 4 * haplotypes * sites);
        this.features = Nd4j.create(DataType.FLOAT, haplotypes, 2L * sites);
        features.get(NDArrayIndex.all(), NDArrayIndex.interval(0, sites)).assign(panelTokens);
        try (INDArray squares = panelTokens.mul(panelTokens)) {
            features.get(NDArrayIndex.all(), NDArrayIndex.interval(sites, 2L * sites))
                    .assign(squares);
        }
    }

    /**
     * The {@code k} nearest panel haplotypes of each query; of equally near ones, those with the lowest index first.
     *
     * @param queryTokens float32 (n, w) of n queries; {@link Tokens#MASK} where nothing was observed
     * @param k at least 1; a query gets fewer if fewer are not excluded
     */
    Neighbours nearest(INDArray queryTokens, int k, Exclusion exclusion) {
        check(queryTokens, "queryTokens");
        if (queryTokens.size(1) != sites) {
            throw new IllegalArgumentException("queries over " + queryTokens.size(1) + " sites, index over " + sites);
        }
        if (k < 1) throw new IllegalArgumentException("k must be at least 1, found " + k);
        int queries = (int) queryTokens.size(0);
        int[][] haps = new int[queries][];
        float[][] distances = new float[queries][];
        int step = Math.max(1, PAIRS_AT_ONCE / haplotypes);
        for (int from = 0; from < queries; from += step) {
            int to = Math.min(queries, from + step);
            float[][] tokens = queryTokens
                    .get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
                    .toFloatMatrix();
            float[][] squared = squaredDistances(tokens);
            for (int q = from; q < to; q++) {
                int query = q;
                NearestFirst nearest = new NearestFirst(Math.min(k, haplotypes));
                for (int h = 0; h < haplotypes; h++) {
                    float distance = squared[q - from][h];
                    if (nearest.wants(distance) && !exclusion.excludes(query, h)) nearest.add(h, distance);
                }
                haps[q] = nearest.haps();
                distances[q] = nearest.distances();
            }
        }
        return new Neighbours(haps, distances);
    }

    /** @param tokens (n, w) @return (n, N) */
    private float[][] squaredDistances(float[][] tokens) {
        float[][] factors = new float[tokens.length][2 * sites];
        float[] own = new float[tokens.length];
        for (int q = 0; q < tokens.length; q++) {
            for (int l = 0; l < sites; l++) {
                float token = tokens[q][l];
                if (token == Tokens.MASK) continue;
                factors[q][l] = -2 * token;
                factors[q][sites + l] = 1;
                own[q] += token * token;
            }
        }
        float[][] squared;
        try (INDArray left = Nd4j.createFromArray(factors);
                INDArray product = Nd4j.gemm(left, features, false, true)) { // (n, 2w) x (2w, N) -> (n, N)
            squared = product.toFloatMatrix();
        }
        for (int q = 0; q < squared.length; q++) {
            for (int h = 0; h < haplotypes; h++) squared[q][h] += own[q];
        }
        return squared;
    }

    private static void check(INDArray tokens, String name) {
        if (tokens.rank() != 2 || tokens.dataType() != DataType.FLOAT || tokens.isEmpty()) {
            throw new IllegalArgumentException(name + " must be float32 (haplotypes, sites) and not empty, found "
                    + tokens.dataType() + " " + java.util.Arrays.toString(tokens.shape()));
        }
    }

    @Override
    public void close() {
        features.close();
    }
}
