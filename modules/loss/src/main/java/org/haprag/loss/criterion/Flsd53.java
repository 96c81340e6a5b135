package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.haprag.model.Scalar;

/**
 * Sample-dependent focal loss FLSD-53: gamma 5 where p_t &lt; 0.2, else 3 (Mukhoti et al., NeurIPS 2020, arXiv:2002.09437,
 * section 4). It is meant for calibration, not for imbalance.
 */
public record Flsd53() implements SiteLoss {
    private static final double SWITCH_PT = .2;
    private static final double GAMMA_BELOW = 5;
    private static final double GAMMA_ABOVE = 3;

    @Override
    public NDArray perSite(NDArray logits, NDArray labels, int epoch) {
        TrueClass truth = TrueClass.of(logits, labels);
        // The choice of gamma has no gradient: p_t is compared, not differentiated.
        NDArray below = truth.pt().stopGradient().lt(SWITCH_PT).toType(DataType.FLOAT32, false);
        NDArray gamma = Scalar.times(below, GAMMA_BELOW - GAMMA_ABOVE).add(GAMMA_ABOVE);
        return truth.logNotPt().mul(gamma).exp().mul(truth.logPt().neg());
    }
}
