package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.haprag.model.Scalar;

/**
 * Maximum mean calibration error (Kumar et al., ICML 2018, PMLR 80:2805): sqrt(S_ij (c_i - r_i)(c_j - r_j) k(r_i, r_j) / m^2),
 * r the largest probability, c whether that class is right, k(a, b) = exp(-|a - b| / width). To be added to a cross-entropy.
 *
 * <p>The pairs cost m^2 memory, so at most {@code maxSites} hidden sites are used, evenly spaced over the batch.
 *
 * @param width of the Laplacian kernel; .4 in the authors' code
 * @param maxSites at least 2
 */
public record Mmce(double width, int maxSites) implements BatchLoss {
    /** Keeps the gradient of the square root finite at 0, at the price of a floor of 1e-8. */
    private static final float FLOOR = 1e-16f;

    public Mmce {
        if (!(width > 0) || maxSites < 2)
            throw new IllegalArgumentException("width " + width + ", maxSites " + maxSites);
    }

    @Override
    public NDArray loss(NDArray logits, NDArray labels, NDArray mask) {
        long classes = logits.getShape().get(2);
        long[] chosen = spaced(mask.flatten().nonzero().flatten().toLongArray());
        if (chosen.length == 0) return Scalar.times(logits.sum(), 0);
        NDManager manager = logits.getManager();
        NDArray rows = manager.create(chosen);
        NDArray logP = logits.logSoftmax(-1).reshape(-1, classes).get(rows); // (m, K)
        NDArray label = labels.toType(DataType.FLOAT32, false).flatten().get(rows); // (m)
        NDArray confidence = logP.max(new int[] {1}).exp(); // (m)
        NDArray correct =
                logP.stopGradient().argMax(1).toType(DataType.FLOAT32, false).eq(label);
        NDArray gap = correct.toType(DataType.FLOAT32, false).sub(confidence);
        NDArray distance =
                confidence.expandDims(1).sub(confidence.expandDims(0)).abs(); // (m, m)
        NDArray pairs = gap.expandDims(1)
                .mul(gap.expandDims(0))
                .mul(Scalar.over(distance, -width).exp());
        return Scalar.atLeast(pairs.mean(), 0).add(FLOOR).sqrt();
    }

    private long[] spaced(long[] hidden) {
        if (hidden.length <= maxSites) return hidden;
        long[] chosen = new long[maxSites];
        for (int i = 0; i < maxSites; i++) chosen[i] = hidden[(int) ((long) i * hidden.length / maxSites)];
        return chosen;
    }
}
