package org.haprag.model;

import ai.djl.ndarray.NDArray;

/**
 * What the network says of the predicted rows. Heads are logits: softmax happens once, in the loss or in the decoder.
 *
 * @param hap1 float32 (B, L, 2), logits of REF / ALT on the first haplotype
 * @param hap2 float32 (B, L, 2), on the second
 * @param gt float32 (B, L, 4), logits of 0/0, 0/1, 1/1, 1/2
 * @param hap1Before float32 (B, L, D), embedding before encoder and fusion
 * @param hap2Before float32 (B, L, D)
 * @param hap1After float32 (B, L, D), after encoder and RAG fusion
 * @param hap2After float32 (B, L, D)
 */
public record NetworkOutputs(
        NDArray hap1,
        NDArray hap2,
        NDArray gt,
        NDArray hap1Before,
        NDArray hap2Before,
        NDArray hap1After,
        NDArray hap2After) {}
