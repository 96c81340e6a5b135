package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.haprag.model.Scalar;

/**
 * InfoNCE (van den Oord et al., arXiv:1807.03748, eq. 4) between the two haplotypes of a target, at each hidden site:
 * -log exp(s+ / tau) / S exp(s / tau), s the cosine similarity. Positive is the target's other haplotype; negatives are both
 * haplotypes of the other targets for which the site is hidden. Either haplotype is anchor once.
 *
 * <p>The only loss here that depends on the batch size: more targets are more negatives. A batch of one has none, and loss 0.
 *
 * @param temperature tau &gt; 0
 */
public record InfoNce(double temperature) {
    private static final double EXCLUDED = 1e9;
    private static final double ZERO_LENGTH = 1e-12;

    public InfoNce {
        if (!(temperature > 0)) throw new IllegalArgumentException("temperature must be > 0, found " + temperature);
    }

    /**
     * Mean over the hidden sites of all targets.
     *
     * @param hap1 float32 (B, L, D), after encoder and fusion
     * @param hap2 float32 (B, L, D)
     * @param hidden which sites count
     * @return float32 scalar
     */
    public NDArray loss(NDArray hap1, NDArray hap2, HiddenSites hidden) {
        NDArray u = unit(hap1).transpose(1, 0, 2); // (L, B, D)
        NDArray v = unit(hap2).transpose(1, 0, 2);
        NDArray mask = hidden.mask().transpose(); // (L, B)
        NDArray perAnchor = Scalar.over(anchored(u, v, mask).add(anchored(v, u, mask)), 2); // (L, B)
        return Scalar.over(perAnchor.mul(mask).sum(), Math.max(hidden.count(), 1));
    }

    private NDArray anchored(NDArray anchor, NDArray other, NDArray mask) {
        NDManager manager = anchor.getManager();
        long targets = mask.getShape().get(1);
        NDArray self = manager.eye((int) targets).toDevice(anchor.getDevice(), false); // (B, B)
        NDArray absent = Scalar.times(mask.neg().add(1), EXCLUDED).expandDims(1); // (L, 1, B)
        NDArray across = similarity(anchor, other).sub(absent);
        NDArray within = similarity(anchor, anchor).sub(absent).sub(Scalar.times(self, EXCLUDED));
        NDArray logP = across.concat(within, 2).logSoftmax(2); // (L, B, 2B)
        NDArray positive = self.concat(self.zerosLike(), 1); // (B, 2B)
        return logP.mul(positive).sum(new int[] {2}).neg();
    }

    private NDArray similarity(NDArray a, NDArray b) {
        return Scalar.over(a.batchMatMul(b.transpose(0, 2, 1)), temperature); // (L, B, B)
    }

    private static NDArray unit(NDArray x) {
        return x.div(x.square().sum(new int[] {2}, true).add(ZERO_LENGTH).sqrt());
    }
}
