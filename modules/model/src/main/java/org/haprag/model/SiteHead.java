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
    private static final float INPUT_SCALE = 0.3f;

    private final Norm norm;
    private final Dense fromEmbedding;
    private final Dense fromInputs;
    private final Dense middle;
    private final Dense last;
    private final NDArray skip;

    SiteHead(Parameters parameters, ModelConfig config) {
        int inputs = config.siteInputs();
        norm = new Norm(parameters, "head.norm", config.width());
        fromEmbedding = Dense.random(parameters, "head.embedding", config.width(), config.headWidth());
        fromInputs = Dense.random(parameters, "head.inputs", inputs, config.headWidth());
        middle = Dense.random(parameters, "head.middle", config.headWidth(), config.headWidth());
        last = Dense.zero(parameters, "head.last", config.headWidth(), 1);
        skip = parameters.constant("head.skip", new Shape(inputs, 1), 0);
    }

    /**
     * @param embedding float32 (R, D)
     * @param mixtures float32 (R, H), fused logits
     * @param others float32 (R, C + E), copying logits and site features
     * @return float32 (R), log odds of ALT
     */
    NDArray apply(NDArray embedding, NDArray mixtures, NDArray others) {
        NDArray inputs = NDArrays.concat(new NDList(mixtures, others), -1);
        NDArray hidden = Activation.relu(
                fromEmbedding.apply(norm.apply(embedding)).add(fromInputs.apply(Scalar.times(inputs, INPUT_SCALE))));
        NDArray correction = last.apply(Activation.relu(middle.apply(hidden))); // (R, 1)
        NDArray start = mixtures.mean(new int[] {1}, true); // (R, 1)
        return start.add(inputs.matMul(skip)).add(correction).squeeze(-1);
    }
}
