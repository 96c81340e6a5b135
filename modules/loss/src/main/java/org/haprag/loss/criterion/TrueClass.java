package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.haprag.model.Scalar;

/**
 * What a site's loss depends on, computed stably from logits.
 *
 * @param logP float32 (.., K), log-softmax of the logits
 * @param oneHot float32 (.., K), all zero where the label is no class (such a site must not be hidden)
 * @param logPt float32 (..), log of the probability of the true class
 */
record TrueClass(NDArray logits, NDArray logP, NDArray oneHot, NDArray logPt) {
    /** Larger than any logit that a model or its impossible-class mask produces. */
    private static final double EXCLUDED = 1e9;

    static TrueClass of(NDArray logits, NDArray labels) {
        NDArray logP = logits.logSoftmax(-1);
        NDArray oneHot = oneHot(logits, labels);
        return new TrueClass(logits, logP, oneHot, last(logP.mul(oneHot)));
    }

    /** p_t, float32 (..), with gradient. */
    NDArray pt() {
        return logPt.exp();
    }

    /**
     * log(1 - p_t), float32 (..): the log-sum-exp of the other classes minus that of all. 1 - p_t itself would be 0 in
     * float32 from p_t = 1 - 6e-8 on, and with it the gradient of (1 - p_t)^gamma NaN for gamma &lt; 1.
     */
    NDArray logNotPt() {
        NDArray others = logits.sub(Scalar.times(oneHot, EXCLUDED));
        NDArray max = others.max(new int[] {lastAxis(others)}, true).stopGradient(); // (.., 1)
        NDArray lseOthers = last(others.sub(max).exp()).log().add(max.squeeze(-1));
        NDArray lseAll = last(logits.mul(oneHot)).sub(logPt);
        return lseOthers.sub(lseAll);
    }

    private static NDArray oneHot(NDArray logits, NDArray labels) {
        int classes = (int) logits.getShape().get(lastAxis(logits));
        NDArray codes = logits.getManager().arange(0, classes, 1, DataType.FLOAT32, logits.getDevice()); // (K)
        return labels.toType(DataType.FLOAT32, false).expandDims(-1).eq(codes).toType(DataType.FLOAT32, false);
    }

    private static NDArray last(NDArray x) {
        return x.sum(new int[] {-1});
    }

    private static int lastAxis(NDArray x) {
        return x.getShape().dimension() - 1;
    }
}
