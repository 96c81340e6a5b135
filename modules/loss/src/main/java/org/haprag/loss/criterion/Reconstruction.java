package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;

/** Mean squared distance of two embeddings at hidden sites. */
public final class Reconstruction {
    private Reconstruction() {}

    /**
     * The gradient goes into both.
     *
     * @param after float32 (B, L, D), after encoder and fusion
     * @param target float32 (B, L, D): before the encoder, or the embedding of the true alleles
     * @return float32 scalar, mean over hidden sites and D whatever the reduction
     */
    public static NDArray mse(NDArray after, NDArray target, HiddenSites hidden) {
        return hidden.mean(after.sub(target).square().mean(new int[] {2}));
    }
}
