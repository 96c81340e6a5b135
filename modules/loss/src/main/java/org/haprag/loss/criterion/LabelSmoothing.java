package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.haprag.model.Scalar;

/**
 * Cross-entropy against (1-eps) y + eps/K (Szegedy et al., CVPR 2016, doi:10.1109/CVPR.2016.308, section 7). It pulls every
 * probability towards 1/K, which biases rare dosages upwards: never a default for the dosage heads.
 *
 * <p>Unlike the paper, K counts the classes that are possible at the site: 1/2 at a biallelic site has a large negative
 * logit and gets no share.
 *
 * @param epsilon in (0, 1)
 */
public record LabelSmoothing(double epsilon) implements SiteLoss {
    /** Logits below this mean "cannot be": the model masks impossible genotypes with about -1e4. */
    private static final double IMPOSSIBLE_BELOW = -1e3;

    public LabelSmoothing {
        if (!(epsilon > 0 && epsilon < 1)) throw new IllegalArgumentException("epsilon in (0, 1), found " + epsilon);
    }

    @Override
    public NDArray perSite(NDArray logits, NDArray labels, int epoch) {
        TrueClass truth = TrueClass.of(logits, labels);
        NDArray possible = logits.stopGradient().gt(IMPOSSIBLE_BELOW).toType(DataType.FLOAT32, false);
        NDArray classes = Scalar.atLeast(possible.sum(new int[] {-1}, true), 1); // (B, L, 1)
        NDArray share = Scalar.times(possible.div(classes), epsilon); // (B, L, K)
        NDArray target = Scalar.times(truth.oneHot(), 1 - epsilon).add(share);
        return target.mul(truth.logP()).sum(new int[] {-1}).neg();
    }
}
