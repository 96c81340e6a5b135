package org.haprag.loss;

import ai.djl.ndarray.NDArray;

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
}
