package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

/**
 * Genotype logits: the product of the two haplotype distributions, plus a learned correction of the heterozygote and of
 * the ALT homozygote that is 0 at first.
 */
final class GenotypeHead {
    static final Dense.Size TO_HIDDEN = new Dense.Size(3, 8);
    static final Dense.Size TO_CORRECTION = new Dense.Size(8, 2);
    /** What log odds are multiplied with on their way into the correction. */
    static final float INPUT_SCALE = 0.2f;

    private final Dense hidden;
    private final Dense last;

    GenotypeHead(Parameters parameters) {
        hidden = Dense.random(parameters, "genotype.hidden", TO_HIDDEN);
        last = Dense.zero(parameters, "genotype.last", TO_CORRECTION);
    }

    /** Multiply-adds a genotype. */
    static double costOfGenotype() {
        return TO_HIDDEN.cost() + TO_CORRECTION.cost();
    }

    /**
     * @param odds1 float32 (B, L), log odds of ALT on haplotype 1
     * @param odds2 float32 (B, L)
     * @param otherAlt float32 (B, L, 2), probability that each haplotype carries another ALT of the same site; 0 at
     *     biallelic sites
     * @return float32 (B, L, 4), logits of 0/0, 0/1, 1/1, 1/2
     */
    NDArray apply(NDArray odds1, NDArray odds2, NDArray otherAlt) {
        NDArray odds =
                NDArrays.stack(new NDList(odds1.add(odds2), odds1.sub(odds2).abs(), odds1.minimum(odds2)), -1);
        NDArray correction = last.apply(Activation.relu(hidden.apply(Scalar.times(odds, INPUT_SCALE)))); // (B, L, 2)
        NDArray ref1 = logSigmoid(odds1.neg());
        NDArray alt1 = logSigmoid(odds1);
        NDArray ref2 = logSigmoid(odds2.neg());
        NDArray alt2 = logSigmoid(odds2);
        NDArray other1 = otherAlt.get(":, :, 0").add(1e-30).log();
        NDArray other2 = otherAlt.get(":, :, 1").add(1e-30).log();
        return NDArrays.stack(
                new NDList(
                        ref1.add(ref2),
                        logAddExp(ref1.add(alt2), alt1.add(ref2)).add(correction.get(":, :, 0")),
                        alt1.add(alt2).add(correction.get(":, :, 1")),
                        logAddExp(alt1.add(other2), other1.add(alt2))),
                -1);
    }

    private static NDArray logSigmoid(NDArray x) {
        return Activation.softPlus(x.neg()).neg();
    }

    /** log(exp a + exp b), stable. */
    private static NDArray logAddExp(NDArray a, NDArray b) {
        return a.maximum(b).add(Activation.softPlus(a.sub(b).abs().neg()));
    }
}
