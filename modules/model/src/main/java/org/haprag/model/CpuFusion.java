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
        Lanes.fill(pooled, 0, n);
        for (int k = 0; k < neighbours; k++) describe(features[k], described[k], n);
        Lanes.affine(pooled, 1f / neighbours, 0, n);
        peers.apply(pooled, others, n);
        for (int k = 0; k < neighbours; k++) judge(described[k], features[k][posterior], scores[k], n);
        if (present.isPresent()) for (int k = 0; k < neighbours; k++) hideAbsent(scores[k], present.get()[k], n);
        for (int h = 0; h < heads; h++) softmax(h, n);
        embed(embedding, n);
        return scores;
    }

    // One method a step: the JIT compiles each once and fast, a long one over and over.

    /** One neighbour, beside the token; adds it to {@code pooled}. */
    private void describe(float[][] features, float[][] to, int n) {
        for (int f = 0; f < to.length; f++) Lanes.copy(to[f], token[f], n);
        describe.accumulate(features, to, n);
        Lanes.relu(to, n);
        Lanes.add(pooled, to, n);
    }

    /** Scores one neighbour beside the others; {@code to} is overwritten by what was scored. */
    private void judge(float[][] to, float[] logPosterior, float[][] score, int n) {
        Lanes.addRelu(to, others, n);
        this.score.apply(to, score, n);
        for (int h = 0; h < heads; h++) {
            Lanes.addScaled(score[h], NeighbourFeatures.POSTERIOR_UNIT * prior[h], logPosterior, n);
        }
    }

    private static void hideAbsent(float[][] score, float[] present, int n) {
        for (float[] s : score) {
            for (int i = 0; i < n; i++) s[i] += (present[i] - 1) * -NeighbourFusion.ABSENT;
        }
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
        Lanes.fill(pooled, 0, n);
        for (int k = 0; k < neighbours; k++) pool(scores[k], described[k], n);
        embed.apply(pooled, embedding, n);
    }

    private void pool(float[][] score, float[][] judged, int n) {
        Lanes.fill(sums, 0, n);
        for (int h = 0; h < heads; h++) Lanes.add(sums, score[h], n);
        Lanes.affine(sums, 1f / heads, 0, n);
        for (int f = 0; f < pooled.length; f++) Lanes.addProduct(pooled[f], sums, judged[f], n);
    }
}
