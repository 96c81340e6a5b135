package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import java.util.Optional;

/**
 * One pre-norm transformer encoder layer: x + attention(norm x), then x + ffn(norm x) (Vaswani et al. 2017, arXiv
 * 1706.03762; pre-norm after Xiong et al. 2020, arXiv 2002.04745). Both branches end in a layer that is 0 at first, so that a
 * fresh encoder passes tokens on as they are (Bachlechner et al. 2020, arXiv 2003.04887, do so with a factor). Our own because
 * DJL's uses batch normalisation and a wrong second residual.
 */
final class EncoderLayer {
    private static final float MASKED = -1e4f;
    private final int heads;
    private final float dropout;
    private final Norm attentionNorm;
    private final Dense query;
    private final Dense key;
    private final Dense value;
    private final Dense merge;
    private final Norm feedNorm;
    private final Dense widen;
    private final Dense narrow;

    /** Of the dense layers. */
    record Sizes(
            Dense.Size query, Dense.Size key, Dense.Size value, Dense.Size merge, Dense.Size widen, Dense.Size narrow) {
        static Sizes of(int width) {
            Dense.Size square = new Dense.Size(width, width);
            return new Sizes(
                    square, square, square, square, new Dense.Size(width, 2 * width), new Dense.Size(2 * width, width));
        }

        double cost() {
            return query.cost() + key.cost() + value.cost() + merge.cost() + widen.cost() + narrow.cost();
        }
    }

    EncoderLayer(Parameters parameters, String name, ModelConfig config) {
        int width = config.width();
        heads = config.attentionHeads();
        dropout = (float) config.dropout();
        Sizes sizes = Sizes.of(width);
        attentionNorm = new Norm(parameters, name + ".attention.norm", width);
        query = Dense.random(parameters, name + ".attention.query", sizes.query);
        key = Dense.random(parameters, name + ".attention.key", sizes.key);
        value = Dense.random(parameters, name + ".attention.value", sizes.value);
        merge = Dense.zero(parameters, name + ".attention.merge", sizes.merge);
        feedNorm = new Norm(parameters, name + ".feed.norm", width);
        widen = Dense.random(parameters, name + ".feed.widen", sizes.widen);
        narrow = Dense.zero(parameters, name + ".feed.narrow", sizes.narrow);
    }

    /** Multiply-adds a token: the dense layers, its scores with the W tokens of its window, and the mix of their values. */
    static double costOfToken(ModelConfig config) {
        return Sizes.of(config.width()).cost() + 2.0 * config.window() * config.width();
    }

    /**
     * @param x float32 (I, W, D)
     * @param valid float32 (I, W), 1 for a token, 0 for padding, which is not attended to; absent where there is none
     * @return float32 (I, W, D)
     */
    NDArray apply(NDArray x, Optional<NDArray> valid, boolean training) {
        NDArray mixed = merge.apply(attention(attentionNorm.apply(x), valid));
        NDArray y = x.add(drop(mixed, training));
        NDArray fed = narrow.apply(Activation.gelu(widen.apply(feedNorm.apply(y))));
        return y.add(drop(fed, training));
    }

    private NDArray attention(NDArray x, Optional<NDArray> valid) {
        long windows = x.getShape().get(0);
        long tokens = x.getShape().get(1);
        long width = x.getShape().get(2);
        NDArray q = Scalar.times(split(query.apply(x)), 1 / Math.sqrt(width / (double) heads)); // (I, A, W, D/A)
        NDArray scores = q.matMul(split(key.apply(x)).transpose(0, 1, 3, 2)); // (I, A, W, W)
        if (valid.isPresent()) {
            NDArray hidden = Scalar.times(valid.get().sub(1), -MASKED); // (I, W)
            scores = scores.add(hidden.reshape(windows, 1, 1, tokens));
        }
        NDArray mixed = scores.softmax(-1).matMul(split(value.apply(x))); // (I, A, W, D/A)
        return mixed.transpose(0, 2, 1, 3).reshape(windows, tokens, width);
    }

    /** (I, W, D) to (I, A, W, D/A) */
    private NDArray split(NDArray x) {
        long width = x.getShape().get(2);
        return x.reshape(x.getShape().get(0), x.getShape().get(1), heads, width / heads)
                .transpose(0, 2, 1, 3);
    }

    private NDArray drop(NDArray x, boolean training) {
        return training && dropout > 0 ? Dropout.dropout(x, dropout, true).singletonOrThrow() : x;
    }
}
