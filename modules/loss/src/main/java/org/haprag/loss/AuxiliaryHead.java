package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import org.haprag.loss.LossInputs.HapPair;
import org.haprag.loss.criterion.HeadLoss;
import org.haprag.model.Parameters;

/**
 * The second haplotype head: one linear map, shared by both haplotypes, from the fused embedding to REF / ALT. Used in
 * training only: its weights are no part of a model file.
 */
public final class AuxiliaryHead {
    private final NDArray weight;
    private final NDArray bias;

    /**
     * Declares its weights, all 0: it starts by knowing nothing, and so without disturbing a network that knows much.
     *
     * @param width D, of the embedding
     */
    public AuxiliaryHead(Parameters parameters, int width) {
        weight = parameters.constant("auxiliary.weight", new Shape(HeadLoss.HAP_CLASSES, width), 0);
        bias = parameters.constant("auxiliary.bias", new Shape(HeadLoss.HAP_CLASSES), 0);
    }

    /**
     * Logits of both haplotypes.
     *
     * @param after float32 (B, L, D) each, after encoder and fusion
     * @return float32 (B, L, 2) each
     */
    public HapPair apply(HapPair after) {
        return new HapPair(logits(after.hap1()), logits(after.hap2()));
    }

    private NDArray logits(NDArray embedding) {
        return Linear.linear(embedding, weight, bias).singletonOrThrow();
    }
}
