package org.haprag.loss;

import ai.djl.ndarray.NDArray;

/** -log p_t: the only proper scoring rule among these that is also the likelihood, hence the default. */
public record CrossEntropy() implements SiteLoss {
    @Override
    public NDArray perSite(NDArray logits, NDArray labels, int epoch) {
        return TrueClass.of(logits, labels).logPt().neg();
    }
}
