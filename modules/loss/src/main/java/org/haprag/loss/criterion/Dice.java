package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.haprag.model.Scalar;

/**
 * Soft Dice loss 1 - (2 S p y + 1) / (S p + S y + 1), or with squares in the denominator as in V-Net (Milletari et al.,
 * 3DV 2016, doi:10.1109/3DV.2016.79). Sums run over the hidden sites of one target, and the targets that have any are
 * averaged: that keeps the loss independent of the batch size, which one sum over the batch would not be because of the 1.
 *
 * <p>With two classes the Dice of ALT, with more the mean over classes.
 */
public record Dice(Denominator denominator) implements BatchLoss {
    private static final double SMOOTH = 1;

    /** What stands below the fraction line. */
    public enum Denominator {
        /** S p + S y. */
        PLAIN,
        /** S p^2 + S y^2. */
        SQUARED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public NDArray loss(NDArray logits, NDArray labels, NDArray mask) {
        TrueClass truth = TrueClass.of(logits, labels);
        NDArray p = truth.logP().exp();
        NDArray y = truth.oneHot();
        NDArray hidden = mask.expandDims(-1); // (B, L, 1)
        NDArray overlap = p.mul(y).mul(hidden).sum(new int[] {1}); // (B, K)
        NDArray size = denominator == Denominator.PLAIN ? p.add(y) : p.square().add(y.square());
        NDArray total = size.mul(hidden).sum(new int[] {1}); // (B, K)
        NDArray dice = Scalar.times(overlap, 2)
                .add(SMOOTH)
                .div(total.add(SMOOTH))
                .neg()
                .add(1);
        NDArray used = mask.sum(new int[] {1}).gt(0).toType(DataType.FLOAT32, false); // (B)
        NDArray perTarget = dice.getShape().get(1) == 2 ? dice.get(":, 1") : dice.mean(new int[] {1});
        return perTarget.mul(used).sum().div(Scalar.atLeast(used.sum(), 1));
    }
}
