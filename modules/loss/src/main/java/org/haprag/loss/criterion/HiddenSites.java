package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import org.haprag.model.Scalar;

/**
 * The sites that are learned from.
 *
 * <p>Scalars are multiplied by floats everywhere in this module: DJL makes a Java double a float64 scalar, and PyTorch then
 * promotes float32 scalars (but not arrays) to float64.
 *
 * @param mask float32 (B, L), 1 where the allele was hidden from the model and the site is no padding, else 0
 * @param count how many such sites the batch has
 */
public record HiddenSites(NDArray mask, double count) {

    /** The sites of a mask. */
    public static HiddenSites of(NDArray mask) {
        return new HiddenSites(mask, mask.sum().getFloat());
    }

    /**
     * Mean over hidden sites; 0 if there is none.
     *
     * @param perSite float32 (B, L)
     * @return float32 scalar
     */
    public NDArray mean(NDArray perSite) {
        return Scalar.over(perSite.mul(mask).sum(), Math.max(count, 1));
    }

    /** Mean, or mean x number of hidden sites. */
    public NDArray reduce(NDArray mean, Reduction reduction) {
        return reduction == Reduction.SUM ? Scalar.times(mean, count) : mean;
    }
}
