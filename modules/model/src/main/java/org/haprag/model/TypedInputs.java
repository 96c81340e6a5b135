package org.haprag.model;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What the network sees of the anchors of a batch: I token windows of W of them.
 *
 * @param windows I
 * @param alleles int64 (I W), {@link org.haprag.genotype.Tokens} REF, ALT (any of them) or MASK
 * @param otherAlleles int64 (I W), the target's other haplotype
 * @param frequency float32 (I W, 1), ALT frequency in the visible panel
 * @param localFrequency float32 (I W, 1), ALT frequency among what is copied
 * @param cmFromMiddle float32 (I W, 1), from the token window's middle
 * @param valid float32 (I, W), 0 for padding; absent where no token is padding
 * @param anchors int64 (M), which of the I W tokens are anchors
 * @param features float32 (M, K, F) of the anchors' neighbours
 * @param present float32 (M, K), 0 where there is no neighbour; absent where every anchor has K
 */
public record TypedInputs(
        long windows,
        NDArray alleles,
        NDArray otherAlleles,
        NDArray frequency,
        NDArray localFrequency,
        NDArray cmFromMiddle,
        Optional<NDArray> valid,
        NDArray anchors,
        NDArray features,
        Optional<NDArray> present) {}
