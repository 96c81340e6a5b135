package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/**
 * From a site's embedding and its probabilities to the log odds of ALT: a small net beside a linear map that starts as the
 * mean of the fused logits.
 */
final class SiteHead {
    /** Logits span about [-12, 12]; the linear path takes them as they are. */
    static final float INPUT_SCALE = 0.3f;

    /** Of the dense layers; {@code skip} is the linear path beside them. */
    record Sizes(Dense.Size fromEmbedding, Dense.Size fromInputs, Dense.Size middle, Dense.Size last, Dense.Size skip) {
        static Sizes of(ModelConfig config) {
            int hidden = config.headWidth();
            int inputs = config.siteInputs();
            return new Sizes(
                    new Dense.Size(config.width(), hidden),
                    new Dense.Size(inputs, hidden),
                    new Dense.Size(hidden, hidden),
                    new Dense.Size(hidden, 1),
                    new Dense.Size(inputs, 1));
        }
    }

    private final Norm norm;
    private final Dense fromEmbedding;
    private final Dense fromInputs;
    private final Dense middle;
    private final Dense last;
    private final NDArray skip;

    SiteHead(Parameters parameters, ModelConfig config) {
        Sizes sizes = Sizes.of(config);
        norm = new Norm(parameters, "head.norm", config.width());
        fromEmbedding = Dense.random(parameters, "head.embedding", sizes.fromEmbedding);
        fromInputs = Dense.random(parameters, "head.inputs", sizes.fromInputs);
        middle = Dense.random(parameters, "head.middle", sizes.middle);
        last = Dense.zero(parameters, "head.last", sizes.last);
        skip = parameters.constant("head.skip", new Shape(sizes.skip.in(), sizes.skip.out()), 0);
    }

    /** Multiply-adds a prediction. */
    static double costOfPrediction(ModelConfig config) {
        Sizes sizes = Sizes.of(config);
        return sizes.fromEmbedding.cost()
                + sizes.fromInputs.cost()
                + sizes.middle.cost()
                + sizes.last.cost()
                + sizes.skip.cost();
    }

    /**
     * @param embedding float32 (P, D)
     * @param mixtures float32 (P, H), fused logits
     * @param others float32 (P, C + E), copying logits and site features
     * @return float32 (P), log odds of ALT
     */
    NDArray apply(NDArray embedding, NDArray mixtures, NDArray others) {
        NDArray inputs = NDArrays.concat(new NDList(mixtures, others), -1);
        NDArray hidden = Activation.relu(
                fromEmbedding.apply(norm.apply(embedding)).add(fromInputs.apply(Scalar.times(inputs, INPUT_SCALE))));
        NDArray correction = last.apply(Activation.relu(middle.apply(hidden))); // (P, 1)
        NDArray start = mixtures.mean(new int[] {1}, true); // (P, 1)
        return start.add(inputs.matMul(skip)).add(correction).squeeze(-1);
    }
}
