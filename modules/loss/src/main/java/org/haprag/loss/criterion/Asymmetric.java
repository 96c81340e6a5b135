package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import org.haprag.model.Scalar;

/**
 * Asymmetric loss (Ridnik et al., ICCV 2021, arXiv:2009.14119, eq. 5 to 7) with ALT as the positive class:
 * (1-p)^g+ (-log p) for ALT, p_m^g- (-log(1-p_m)) for REF, p_m = max(p - m, 0), p = P(ALT). The gradient goes through
 * the focusing factor too (the authors' code can switch that off; the paper does not).
 *
 * @param gammaPositive g+, &gt;= 0
 * @param gammaNegative g-, 0 or &gt;= 1: between, the gradient at p_m = 0 is infinite
 * @param margin m in [0, 1): negatives below it cost nothing
 */
public record Asymmetric(double gammaPositive, double gammaNegative, double margin) implements SiteLoss {
    public Asymmetric {
        if (!(gammaPositive >= 0) || !(gammaNegative == 0 || gammaNegative >= 1) || !(margin >= 0 && margin < 1))
            throw new IllegalArgumentException("g+ " + gammaPositive + ", g- " + gammaNegative + ", m " + margin);
    }

    @Override
    public NDArray perSite(NDArray logits, NDArray labels, int epoch) {
        long classes = logits.getShape().get(logits.getShape().dimension() - 1);
        if (classes != 2) throw new IllegalArgumentException("the asymmetric loss has 2 classes, found " + classes);
        NDArray z = logits.get("..., 1").sub(logits.get("..., 0")); // log-odds of ALT, (B, L)
        NDArray alt = labels.toType(DataType.FLOAT32, false).eq(1);
        return NDArrays.where(alt, positive(z), negative(z));
    }

    private NDArray positive(NDArray z) {
        NDArray logP = Activation.softPlus(z.neg()).neg();
        NDArray logNotP = Activation.softPlus(z).neg();
        return Scalar.times(logNotP, gammaPositive).exp().mul(logP.neg());
    }

    private NDArray negative(NDArray z) {
        NDArray logP = Activation.softPlus(z.neg()).neg();
        NDArray logNotP = Activation.softPlus(z).neg();
        if (margin == 0) return Scalar.times(logP, gammaNegative).exp().mul(logNotP.neg());
        NDArray shifted = Scalar.atLeast(logP.exp().sub(margin), 0); // p_m
        NDArray cost = Scalar.atMost(logNotP.exp().add(margin), 1).log().neg(); // -log(1 - p_m), at most -log m
        return gammaNegative == 0 ? cost : Scalar.power(shifted, gammaNegative).mul(cost);
    }
}
