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
    private final int heads;
    private final Norm norm;
    private final Dense fromEmbedding;
    private final Dense fromInputs;
    private final Dense middle;
    private final Dense last;
    private final NDArray skip;
    private final NDArray skipStart;

    SiteHead(Parameters parameters, ModelConfig config) {
        this.heads = config.fusionHeads();
        int inputs = config.siteInputs();
        norm = new Norm(parameters, "head.norm", config.width());
        fromEmbedding = Dense.random(parameters, "head.embedding", config.width(), config.headWidth());
        fromInputs = Dense.random(parameters, "head.inputs", inputs, config.headWidth());
        middle = Dense.random(parameters, "head.middle", config.headWidth(), config.headWidth());
        last = Dense.zero(parameters, "head.last", config.headWidth(), 1);
        skip = parameters.constant("head.skip", new Shape(inputs, 1), 0);
        float[] start = new float[inputs];
        java.util.Arrays.fill(start, 0, heads, 1f / heads);
        skipStart = skip.getManager().create(start, new Shape(inputs, 1));
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
                fromEmbedding.apply(norm.apply(embedding)).add(fromInputs.apply(inputs.mul(INPUT_SCALE))));
        NDArray correction = last.apply(Activation.relu(middle.apply(hidden))); // (R, 1)
        return inputs.matMul(skip.add(skipStart)).add(correction).squeeze(-1);
    }

    /** Logits span about [-12, 12]; the linear path takes them as they are. */
    private static final float INPUT_SCALE = 0.3f;
}
