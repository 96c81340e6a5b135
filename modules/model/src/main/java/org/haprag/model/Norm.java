package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/** Layer normalisation over the last axis (Ba et al. 2016, arXiv 1607.06450). */
final class Norm {
    static final float EPSILON = 1e-5f;
    private final Shape shape;
    private final NDArray scale;
    private final NDArray shift;

    Norm(Parameters parameters, String name, int width) {
        shape = new Shape(width);
        scale = parameters.constant(name + ".scale", shape, 1);
        shift = parameters.constant(name + ".shift", shape, 0);
    }

    /** @param x float32 (..., D) @return the same shape */
    NDArray apply(NDArray x) {
        return LayerNorm.layerNorm(x, shape, scale, shift, EPSILON).singletonOrThrow();
    }
}
