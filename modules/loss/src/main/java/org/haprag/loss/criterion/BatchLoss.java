package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;

/** A loss of many sites together, which cannot be split into sites nor weighted by MAF. */
public sealed interface BatchLoss permits Dice, Mmce {
    /**
     * The loss of all hidden sites together.
     *
     * @param logits float32 (B, L, K)
     * @param labels float32 or int64 (B, L)
     * @param mask float32 (B, L), 1 at hidden sites
     * @return float32 scalar, unchanged when the batch is repeated
     */
    NDArray loss(NDArray logits, NDArray labels, NDArray mask);
}
