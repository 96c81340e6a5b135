package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * The second haplotype head: one linear map, shared by both haplotypes, from the fused embedding to REF / ALT. Used in
 * training only.
 *
 * <p>Input hap1After, hap2After, float32 (B, L, D); output logits of both, float32 (B, L, 2).
 */
public final class AuxiliaryHead extends AbstractBlock {
    private static final byte VERSION = 1;
    private final Linear linear;

    public AuxiliaryHead() {
        super(VERSION);
        linear = addChildBlock(
                "linear", Linear.builder().setUnits(LossConfig.HAP_CLASSES).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray hap1 =
                linear.forward(store, new NDList(inputs.get(0)), training).singletonOrThrow();
        NDArray hap2 =
                linear.forward(store, new NDList(inputs.get(1)), training).singletonOrThrow();
        return new NDList(hap1, hap2);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        linear.initialize(manager, dataType, inputShapes[0]);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape one = linear.getOutputShapes(new Shape[] {inputShapes[0]})[0];
        return new Shape[] {one, one};
    }
}
