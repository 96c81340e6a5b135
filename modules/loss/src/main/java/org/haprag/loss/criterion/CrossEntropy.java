package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import java.util.OptionalDouble;

/** -log p_t: the only proper scoring rule among these that is also the likelihood, hence the default. */
public record CrossEntropy() implements SiteLoss {
    @Override
    public NDArray perSite(NDArray logits, NDArray labels, int epoch) {
        return TrueClass.of(logits, labels).logPt().neg();
    }

    @Override
    public OptionalDouble gamma(int epoch) {
        return OptionalDouble.of(0);
    }
}
