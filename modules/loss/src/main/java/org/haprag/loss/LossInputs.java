package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * What the losses of one batch are computed from. Logits and embeddings are the model's outputs; labels and mask the
 * truth. Logits are finite; impossible genotypes have about -1e4.
 *
 * @param hap1 logits, float32 (B, L, 2)
 * @param hap2 logits, float32 (B, L, 2)
 * @param gt logits, float32 (B, L, 4); null if the gt task weighs nothing
 * @param before embeddings before the encoder, float32 (B, L, D); null if nothing reconstructs them
 * @param after embeddings after encoder and fusion, float32 (B, L, D); null if neither reconstruction nor InfoNCE is on
 * @param hap1Label float32 or int64 (B, L), 0 REF, 1 ALT at hidden sites, anything elsewhere
 * @param hap2Label like hap1Label
 * @param gtLabel float32 or int64 (B, L), 0/0, 0/1, 1/1, 1/2 as 0 to 3; null like gt
 * @param mask float32 (B, L), 1 where hidden from the model and not padded
 * @param maf float32 (B, L), in [0, .5]
 * @param auxiliary logits of the auxiliary head, float32 (B, L, 2); null if there is none
 * @param teacher logits of the EMA teacher, float32 (B, L, 2); null if there is none
 * @param truth embeddings of the true alleles, float32 (B, L, D); null unless reconstruction has them as target
 */
public record LossInputs(
        NDArray hap1,
        NDArray hap2,
        NDArray gt,
        HapPair before,
        HapPair after,
        NDArray hap1Label,
        NDArray hap2Label,
        NDArray gtLabel,
        NDArray mask,
        NDArray maf,
        HapPair auxiliary,
        HapPair teacher,
        HapPair truth) {

    /** The same array for either haplotype. */
    public record HapPair(NDArray hap1, NDArray hap2) {}

    public LossInputs {
        Shape sites = mask.getShape();
        if (sites.dimension() != 2) throw new IllegalArgumentException("mask must be (B, L), found " + sites);
        require("hap1", hap1, sites.add(LossConfig.HAP_CLASSES));
        require("hap2", hap2, sites.add(LossConfig.HAP_CLASSES));
        if (gt != null) require("gt", gt, sites.add(LossConfig.GT_CLASSES));
        require("hap1Label", hap1Label, sites);
        require("hap2Label", hap2Label, sites);
        if (gtLabel != null) require("gtLabel", gtLabel, sites);
        require("maf", maf, sites);
        requirePair("auxiliary", auxiliary, sites.add(LossConfig.HAP_CLASSES));
        requirePair("teacher", teacher, sites.add(LossConfig.HAP_CLASSES));
        if (after != null) {
            Shape embedding = sites.add(after.hap1().getShape().get(2));
            requirePair("after", after, embedding);
            requirePair("before", before, embedding);
            requirePair("truth", truth, embedding);
        }
    }

    /** The inputs that every configuration needs. */
    public static LossInputs of(
            HapPair logits, NDArray gt, HapPair labels, NDArray gtLabel, NDArray mask, NDArray maf) {
        return new LossInputs(
                logits.hap1(),
                logits.hap2(),
                gt,
                null,
                null,
                labels.hap1(),
                labels.hap2(),
                gtLabel,
                mask,
                maf,
                null,
                null,
                null);
    }

    /** With the model's embeddings. */
    public LossInputs withEmbeddings(HapPair newBefore, HapPair newAfter) {
        return new LossInputs(
                hap1, hap2, gt, newBefore, newAfter, hap1Label, hap2Label, gtLabel, mask, maf, auxiliary, teacher,
                truth);
    }

    /**
     * With an auxiliary head.
     *
     * @param newTeacher null without distillation
     */
    public LossInputs withAuxiliary(HapPair newAuxiliary, HapPair newTeacher) {
        return new LossInputs(
                hap1,
                hap2,
                gt,
                before,
                after,
                hap1Label,
                hap2Label,
                gtLabel,
                mask,
                maf,
                newAuxiliary,
                newTeacher,
                truth);
    }

    /** With the embeddings of the true alleles. */
    public LossInputs withTruth(HapPair newTruth) {
        return new LossInputs(
                hap1, hap2, gt, before, after, hap1Label, hap2Label, gtLabel, mask, maf, auxiliary, teacher, newTruth);
    }

    private static void requirePair(String name, HapPair pair, Shape shape) {
        if (pair == null) return;
        require(name + ".hap1", pair.hap1(), shape);
        require(name + ".hap2", pair.hap2(), shape);
    }

    private static void require(String name, NDArray array, Shape shape) {
        if (!array.getShape().equals(shape))
            throw new IllegalArgumentException(name + " must be " + shape + ", found " + array.getShape());
    }
}
