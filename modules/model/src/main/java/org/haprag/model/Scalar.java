package org.haprag.model;

import ai.djl.ndarray.NDArray;

/**
 * Numbers as operands of what is differentiated. DJL 0.32's own {@code mul}, {@code div}, {@code pow}, {@code maximum} and
 * {@code minimum} with a number put it into a Java buffer that libtorch keeps a bare pointer to until the backward pass, and
 * let go of the buffer at once: a garbage collection between forward and backward makes the gradients anything (measured:
 * 1e9 instead of 3). Here the buffer lives as long as the operand's manager. {@code add}, {@code sub} and {@code clip} keep
 * nothing for the backward pass and are safe as they are.
 */
public final class Scalar {
    private Scalar() {}

    /** x * factor. */
    public static NDArray times(NDArray x, double factor) {
        return x.mul(kept(x, factor));
    }

    /** x / divisor. */
    public static NDArray over(NDArray x, double divisor) {
        return x.div(kept(x, divisor));
    }

    /** x to the power of exponent. */
    public static NDArray power(NDArray x, double exponent) {
        return x.pow(kept(x, exponent));
    }

    /** The larger of x and bound. */
    public static NDArray atLeast(NDArray x, double bound) {
        return x.maximum(kept(x, bound));
    }

    /** The smaller of x and bound. */
    public static NDArray atMost(NDArray x, double bound) {
        return x.minimum(kept(x, bound));
    }

    private static NDArray kept(NDArray like, double value) {
        return like.getManager().create((float) value);
    }
}
