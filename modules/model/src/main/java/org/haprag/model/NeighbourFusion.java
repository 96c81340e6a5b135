package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Optional;

/**
 * Cross-attention of each anchor's token over the haplotypes retrieved there. A neighbour's score starts as its log
 * copying posterior (the last layer is 0 at first) and learns a correction from its features, the token's encoding and
 * what the other neighbours look like.
 */
final class NeighbourFusion {
    static final float ABSENT = -1e4f;
    private final int middleScale;
    private final Dense describe;
    private final Dense context;
    private final Dense peers;
    private final Dense score;
    private final NDArray prior;
    private final Dense embed;

    /** Of the dense layers. */
    record Sizes(Dense.Size describe, Dense.Size context, Dense.Size peers, Dense.Size score, Dense.Size embed) {
        static Sizes of(ModelConfig config) {
            int hidden = config.fusionWidth();
            return new Sizes(
                    new Dense.Size(config.neighbourFeatures(), hidden),
                    new Dense.Size(config.width(), hidden),
                    new Dense.Size(hidden, hidden),
                    new Dense.Size(hidden, config.fusionHeads()),
                    new Dense.Size(hidden, config.width()));
        }
    }

    NeighbourFusion(Parameters parameters, ModelConfig config) {
        this.middleScale = config.middleScale();
        Sizes sizes = Sizes.of(config);
        describe = Dense.random(parameters, "fusion.describe", sizes.describe);
        context = Dense.random(parameters, "fusion.context", sizes.context);
        peers = Dense.random(parameters, "fusion.peers", sizes.peers);
        score = Dense.zero(parameters, "fusion.score", sizes.score);
        prior = parameters.constant("fusion.prior", new Shape(config.fusionHeads()), 1);
        embed = Dense.random(parameters, "fusion.embed", sizes.embed);
    }

    /** Multiply-adds an anchor: each neighbour is described, scored and mixed; the anchor's own layers act once. */
    static double costOfAnchor(ModelConfig config) {
        Sizes sizes = Sizes.of(config);
        double neighbour = sizes.describe.cost() + sizes.score.cost() + config.fusionWidth();
        return config.neighbours() * neighbour + sizes.context.cost() + sizes.peers.cost() + sizes.embed.cost();
    }

    /** Multiply-adds a prediction: the alleles of the neighbours at two anchors, mixed for each head. */
    static double costOfMixtures(ModelConfig config) {
        return 2.0 * config.neighbours() * config.fusionHeads();
    }

    /**
     * @param weights float32 (M, K, H), how much each neighbour counts in each mixture; sums to 1
     * @param embedding float32 (M, D), the neighbours' mixed embedding
     */
    record Fused(NDArray weights, NDArray embedding) {}

    /**
     * @param encoded float32 (M, D), the anchors after the encoder
     * @param features float32 (M, K, F) after {@link NeighbourFeatures}
     * @param present float32 (M, K), 0 where there is no neighbour; absent where every anchor has K
     */
    Fused apply(NDArray encoded, NDArray features, Optional<NDArray> present) {
        NDArray token = context.apply(encoded).expandDims(1); // (M, 1, n)
        NDArray described = Activation.relu(describe.apply(features).add(token)); // (M, K, n)
        NDArray others = peers.apply(described.mean(new int[] {1}, true)); // (M, 1, n)
        NDArray judged = Activation.relu(described.add(others)); // (M, K, n)
        NDArray posterior = features.get(":, :, {}:{}", middleScale, middleScale + 1); // (M, K, 1)
        NDArray scores = Scalar.times(posterior, NeighbourFeatures.POSTERIOR_UNIT)
                .mul(prior)
                .add(score.apply(judged)); // (M, K, H), up to what all neighbours share
        if (present.isPresent()) {
            NDArray absent = Scalar.times(present.get().sub(1), -ABSENT); // (M, K)
            scores = scores.add(absent.expandDims(-1));
        }
        NDArray weights = scores.softmax(1);
        NDArray mean = weights.mean(new int[] {2}, true); // (M, K, 1)
        return new Fused(weights, embed.apply(judged.mul(mean).sum(new int[] {1})));
    }
}
