package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.haprag.loss.criterion.HeadLoss;
import org.haprag.model.NetworkOutputs;

/**
 * What the losses of one batch are computed from.
 *
 * @param outputs the network's logits, which are finite (impossible genotypes have about -1e4), and embeddings
 * @param labels the truth
 * @param mask float32 (B, L), 1 where hidden from the model and not padded
 * @param maf float32 (B, L), in [0, .5]
 * @param auxiliary what the auxiliary head says, if there is one
 * @param truth embeddings of the true alleles, float32 (B, L, D), where they are to be reconstructed
 */
public record LossInputs(
        NetworkOutputs outputs,
        Labels labels,
        NDArray mask,
        NDArray maf,
        Optional<Auxiliary> auxiliary,
        Optional<HapPair> truth) {

    /** The same array for either haplotype. */
    public record HapPair(NDArray hap1, NDArray hap2) {}

    /**
     * The true classes at hidden sites; anything elsewhere.
     *
     * @param hap1 float32 or int64 (B, L), 0 REF, 1 ALT
     * @param hap2 like hap1
     * @param gt float32 or int64 (B, L), 0/0, 0/1, 1/1, 1/2 as 0 to 3
     */
    public record Labels(NDArray hap1, NDArray hap2, NDArray gt) {}

    /**
     * The auxiliary head.
     *
     * @param logits of the head, float32 (B, L, 2)
     * @param teacher logits of the EMA teacher, float32 (B, L, 2), where there is one
     */
    public record Auxiliary(HapPair logits, Optional<HapPair> teacher) {}

    public LossInputs {
        Shape sites = mask.getShape();
        if (sites.dimension() != 2) throw new IllegalArgumentException("mask must be (B, L), found " + sites);
        Shape hap = sites.add(HeadLoss.HAP_CLASSES);
        require("hap1", outputs.hap1(), hap);
        require("hap2", outputs.hap2(), hap);
        require("gt", outputs.gt(), sites.add(HeadLoss.GT_CLASSES));
        require("hap1Label", labels.hap1(), sites);
        require("hap2Label", labels.hap2(), sites);
        require("gtLabel", labels.gt(), sites);
        require("maf", maf, sites);
        Shape embedding = sites.add(outputs.hap1After().getShape().get(2));
        require("after.hap1", outputs.hap1After(), embedding);
        require("after.hap2", outputs.hap2After(), embedding);
        require("before.hap1", outputs.hap1Before(), embedding);
        require("before.hap2", outputs.hap2Before(), embedding);
        auxiliary.ifPresent(head -> {
            requirePair("auxiliary", head.logits(), hap);
            head.teacher().ifPresent(teacher -> requirePair("teacher", teacher, hap));
        });
        truth.ifPresent(pair -> requirePair("truth", pair, embedding));
    }

    /** The inputs that every configuration needs. */
    public LossInputs(NetworkOutputs outputs, Labels labels, NDArray mask, NDArray maf) {
        this(outputs, labels, mask, maf, Optional.empty(), Optional.empty());
    }

    /** With an auxiliary head. */
    public LossInputs with(Auxiliary head) {
        return new LossInputs(outputs, labels, mask, maf, Optional.of(head), truth);
    }

    /** With the embeddings of the true alleles. */
    public LossInputs withTruth(HapPair embeddings) {
        return new LossInputs(outputs, labels, mask, maf, auxiliary, Optional.of(embeddings));
    }

    private static void requirePair(String name, HapPair pair, Shape shape) {
        require(name + ".hap1", pair.hap1(), shape);
        require(name + ".hap2", pair.hap2(), shape);
    }

    private static void require(String name, NDArray array, Shape shape) {
        if (!array.getShape().equals(shape))
            throw new IllegalArgumentException(name + " must be " + shape + ", found " + array.getShape());
    }
}
