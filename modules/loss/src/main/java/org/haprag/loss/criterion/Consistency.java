package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Consistency of two heads where both are confident, after FixMatch (Sohn et al., NeurIPS 2020, arXiv:2001.07685; its
 * threshold is .95, on one head): KL(main || auxiliary), the main head detached. As there, the mean is over all hidden sites,
 * not over those that pass, or one passing site would weigh as much as ten thousand.
 *
 * @param confidence both heads' largest probability must be above it, in (0, 1)
 * @param bidirectional adds KL(auxiliary || main) with the auxiliary head detached
 */
public record Consistency(double confidence, boolean bidirectional) {
    public Consistency {
        if (!(confidence > 0 && confidence < 1))
            throw new IllegalArgumentException("confidence in (0, 1), found " + confidence);
    }

    /**
     * What a batch costs.
     *
     * @param loss float32 scalar
     * @param share of the hidden sites that passed: near 1 wherever most sites are 0/0
     */
    public record Outcome(NDArray loss, double share) {}

    /**
     * Compares two heads.
     *
     * @param main logits, float32 (B, L, K)
     * @param auxiliary logits, float32 (B, L, K)
     */
    public Outcome of(NDArray main, NDArray auxiliary, HiddenSites hidden) {
        NDArray logMain = main.logSoftmax(-1);
        NDArray logAux = auxiliary.logSoftmax(-1);
        NDArray pass = confident(logMain).mul(confident(logAux)); // (B, L)
        NDArray cost = Distillation.divergence(logMain.stopGradient(), logAux);
        if (bidirectional) cost = cost.add(Distillation.divergence(logAux.stopGradient(), logMain));
        return new Outcome(hidden.mean(cost.mul(pass)), hidden.mean(pass).getFloat());
    }

    private NDArray confident(NDArray logP) {
        NDArray largest = logP.stopGradient().max(new int[] {2}).exp();
        return largest.gt(confidence).toType(DataType.FLOAT32, false);
    }
}
