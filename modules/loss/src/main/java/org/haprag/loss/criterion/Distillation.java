package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import org.haprag.model.Scalar;

/**
 * Knowledge distillation, T^2 KL(teacher/T || student/T) (Hinton et al., arXiv:1503.02531, section 2). No gradient reaches the
 * teacher.
 *
 * @param temperature T &gt; 0
 */
public record Distillation(double temperature) {
    public Distillation {
        if (!(temperature > 0)) throw new IllegalArgumentException("temperature must be > 0, found " + temperature);
    }

    /**
     * The divergence of every site, hidden or not.
     *
     * @param student logits, float32 (B, L, K)
     * @param teacher logits, float32 (B, L, K)
     * @return float32 (B, L), without the mask
     */
    public NDArray perSite(NDArray student, NDArray teacher) {
        NDArray target = Scalar.over(teacher.stopGradient(), temperature).logSoftmax(-1);
        NDArray log = Scalar.over(student, temperature).logSoftmax(-1);
        return Scalar.times(divergence(target, log), temperature * temperature);
    }

    /** KL(p || q) at each site, from log-probabilities (B, L, K). */
    static NDArray divergence(NDArray logP, NDArray logQ) {
        return logP.exp().mul(logP.sub(logQ)).sum(new int[] {-1});
    }
}
