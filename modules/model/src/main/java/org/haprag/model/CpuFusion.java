package org.haprag.model;

import java.util.Optional;

/** {@link NeighbourFusion} over lanes, a lane for each anchor. One instance serves one thread. */
final class CpuFusion {
    private final int neighbours;
    private final int heads;
    private final int posterior;
    private final CpuDense describe;
    private final CpuDense context;
    private final CpuDense peers;
    private final CpuDense score;
    private final float[] prior;
    private final CpuDense embed;
    private final LaneMath math;

    private final float[][] token; // (n)[anchors]
    private final float[][] others; // (n)[anchors]
    private final float[][] pooled; // (n)[anchors]
    private final float[][][] described; // (K)(n)[anchors]
    private final float[][][] scores; // (K)(H)[anchors]
    private final float[] largest;
    private final float[] sums;

    CpuFusion(CpuWeights weights, ModelConfig config, int lanes) {
        neighbours = config.neighbours();
        heads = config.fusionHeads();
        posterior = config.middleScale();
        int hidden = config.fusionWidth();
        NeighbourFusion.Sizes sizes = NeighbourFusion.Sizes.of(config);
        describe = new CpuDense(weights, "fusion.describe", sizes.describe());
        context = new CpuDense(weights, "fusion.context", sizes.context());
        peers = new CpuDense(weights, "fusion.peers", sizes.peers());
        score = new CpuDense(weights, "fusion.score", sizes.score());
        prior = weights.take("fusion.prior", heads);
        embed = new CpuDense(weights, "fusion.embed", sizes.embed());
        math = new LaneMath(lanes);
        token = Lanes.of(hidden, lanes);
        others = Lanes.of(hidden, lanes);
        pooled = Lanes.of(hidden, lanes);
        described = new float[neighbours][hidden][lanes];
        scores = new float[neighbours][heads][lanes];
        largest = new float[lanes];
        sums = new float[lanes];
    }

    /**
     * @param encoded (D)[n]
     * @param features (K)(F)[n]
     * @param present (K)[n], as of {@link NeighbourFusion#apply}
     * @param embedding (D)[n], written
     * @return (K)(H)[n] how much each neighbour counts; belongs to this
     */
    float[][][] apply(
            float[][] encoded, float[][][] features, Optional<float[][]> present, float[][] embedding, int n) {
        context.apply(encoded, token, n);
        describe.addBias(token, n);
        for (float[] t : pooled) Lanes.fill(t, 0, n);
        for (int k = 0; k < neighbours; k++) {
            for (int f = 0; f < token.length; f++) Lanes.copy(described[k][f], token[f], n);
            describe.accumulate(features[k], described[k], n);
            for (int f = 0; f < token.length; f++) {
                Lanes.relu(described[k][f], n);
                Lanes.add(pooled[f], described[k][f], n);
            }
        }
        for (float[] t : pooled) Lanes.affine(t, 1f / neighbours, 0, n);
        peers.apply(pooled, others, n);
        for (int k = 0; k < neighbours; k++) {
            for (int f = 0; f < token.length; f++) Lanes.addRelu(described[k][f], others[f], n);
            score.apply(described[k], scores[k], n);
            for (int h = 0; h < heads; h++) {
                Lanes.addScaled(scores[k][h], NeighbourFeatures.POSTERIOR_UNIT * prior[h], features[k][posterior], n);
                if (present.isPresent()) hideAbsent(scores[k][h], present.get()[k], n);
            }
        }
        for (int h = 0; h < heads; h++) softmax(h, n);
        embed(embedding, n);
        return scores;
    }

    private static void hideAbsent(float[] score, float[] present, int n) {
        for (int i = 0; i < n; i++) score[i] += (present[i] - 1) * -NeighbourFusion.ABSENT;
    }

    private void softmax(int head, int n) {
        Lanes.copy(largest, scores[0][head], n);
        for (int k = 1; k < neighbours; k++) Lanes.max(largest, scores[k][head], n);
        Lanes.fill(sums, 0, n);
        for (int k = 0; k < neighbours; k++) {
            Lanes.subtract(scores[k][head], largest, n);
            math.exp(scores[k][head], n);
            Lanes.add(sums, scores[k][head], n);
        }
        Lanes.reciprocal(sums, n);
        for (int k = 0; k < neighbours; k++) Lanes.multiply(scores[k][head], sums, n);
    }

    /** Of the neighbours, each weighted by the mean over the heads. */
    private void embed(float[][] embedding, int n) {
        for (float[] t : pooled) Lanes.fill(t, 0, n);
        for (int k = 0; k < neighbours; k++) {
            Lanes.fill(sums, 0, n);
            for (int h = 0; h < heads; h++) Lanes.add(sums, scores[k][h], n);
            Lanes.affine(sums, 1f / heads, 0, n);
            for (int f = 0; f < pooled.length; f++) Lanes.addProduct(pooled[f], sums, described[k][f], n);
        }
        embed.apply(pooled, embedding, n);
    }
}
