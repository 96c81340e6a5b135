package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/**
 * Cross-attention of each typed site's token over the haplotypes retrieved there. A neighbour's score starts as its log
 * copying posterior (the last layer is 0 at first) and learns a correction from its features, the token's encoding and
 * what the other neighbours look like.
 */
final class NeighbourFusion {
    private static final float ABSENT = -1e4f;
    private final ModelConfig config;
    private final int rankingScale;
    private final Dense describe;
    private final Dense context;
    private final Dense peers;
    private final Dense score;
    private final NDArray prior;
    private final Dense embed;

    NeighbourFusion(Parameters parameters, ModelConfig config) {
        this.config = config;
        this.rankingScale = config.scales() / 2;
        int hidden = config.fusionWidth();
        describe = Dense.random(parameters, "fusion.describe", config.neighbourFeatures(), hidden);
        context = Dense.random(parameters, "fusion.context", config.width(), hidden);
        peers = Dense.random(parameters, "fusion.peers", hidden, hidden);
        score = Dense.zero(parameters, "fusion.score", hidden, config.fusionHeads());
        prior = parameters.constant("fusion.prior", new Shape(config.fusionHeads()), 1);
        embed = Dense.random(parameters, "fusion.embed", hidden, config.width());
    }

    /**
     * @param weights float32 (N, K, H), how much each neighbour counts in each mixture; sums to 1
     * @param embedding float32 (N, D), the neighbours' mixed embedding
     */
    record Fused(NDArray weights, NDArray embedding) {}

    /**
     * @param encoded float32 (N, D), the core tokens after the encoder
     * @param features float32 (N, K, F) after {@link NeighbourFeatures}
     * @param present float32 (N, K), 0 where there are fewer than K neighbours; null if there are K everywhere
     */
    Fused apply(NDArray encoded, NDArray features, NDArray present) {
        NDArray token = context.apply(encoded).expandDims(1); // (N, 1, hidden)
        NDArray described = Activation.relu(describe.apply(features).add(token)); // (N, K, hidden)
        NDArray others = peers.apply(described.mean(new int[] {1}, true)); // (N, 1, hidden)
        NDArray judged = Activation.relu(described.add(others)); // (N, K, hidden)
        NDArray posterior = features.get(":, :, {}:{}", rankingScale, rankingScale + 1); // (N, K, 1)
        NDArray scores = Scalar.times(posterior, NeighbourFeatures.POSTERIOR_UNIT)
                .mul(prior)
                .add(score.apply(judged)); // (N, K, H), up to what all neighbours share
        if (present != null)
            scores = scores.add(Scalar.times(present.sub(1), -ABSENT).expandDims(-1));
        NDArray weights = scores.softmax(1);
        NDArray mean = weights.mean(new int[] {2}, true); // (N, K, 1)
        return new Fused(weights, embed.apply(judged.mul(mean).sum(new int[] {1})));
    }
}
