package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;

/** y = x W^T + b over the last axis. */
final class Dense {
    private final NDArray weight;
    private final NDArray bias;

    private Dense(NDArray weight, NDArray bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** How many numbers go in and come out. Blocks make their layers and tell their cost from the same sizes. */
    record Size(int in, int out) {
        /** Multiply-adds of the weights. */
        double cost() {
            return (double) in * out;
        }
    }

    /** Weights from N(0, 1/in), bias 0. */
    static Dense random(Parameters parameters, String name, Size size) {
        return new Dense(
                parameters.normal(name + ".weight", new Shape(size.out(), size.in()), 1 / Math.sqrt(size.in())),
                parameters.constant(name + ".bias", new Shape(size.out()), 0));
    }

    /** All 0: what it feeds starts without it. */
    static Dense zero(Parameters parameters, String name, Size size) {
        return new Dense(
                parameters.constant(name + ".weight", new Shape(size.out(), size.in()), 0),
                parameters.constant(name + ".bias", new Shape(size.out()), 0));
    }

    /** @param x float32 (..., in) @return float32 (..., out) */
    NDArray apply(NDArray x) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
