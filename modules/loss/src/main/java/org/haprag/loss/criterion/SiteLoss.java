package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.OptionalDouble;

/** A loss that has a value at every site, so that sites can be weighted. */
public sealed interface SiteLoss permits CrossEntropy, Focal, Flsd53, Asymmetric, LabelSmoothing {
    /**
     * The loss of every site, hidden or not: the caller masks.
     *
     * @param logits float32 (B, L, K), finite
     * @param labels float32 or int64 (B, L), class 0 .. K-1 at hidden sites, anything elsewhere
     * @param epoch 0-based, for schedules
     * @return float32 (B, L)
     */
    NDArray perSite(NDArray logits, NDArray labels, int epoch);

    /** The gamma of (1 - p_t)^gamma in an epoch, 0 for cross-entropy; empty where the loss has no single gamma. */
    default OptionalDouble gamma(int epoch) {
        return OptionalDouble.empty();
    }

    /** Class weights that count the labels they see, if the loss has such. */
    default Optional<ClassAlpha.Adaptive> adaptiveAlpha() {
        return Optional.empty();
    }
}
