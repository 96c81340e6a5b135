package org.haprag.model;

import ai.djl.ndarray.NDArray;

/**
 * What the network sees of the typed sites of a batch.
 *
 * @param alleles int64 (I, W) in {0, 1, 2 unknown}
 * @param otherAlleles int64 (I, W), the target's other haplotype
 * @param frequency float32 (I, W), ALT frequency in the visible panel
 * @param localFrequency float32 (I, W), ALT frequency among what is copied
 * @param cmFromMiddle float32 (I, W)
 * @param valid float32 (I, W), 0 for padding
 * @param core int64 (N), which of the I x W tokens are predicted from
 * @param features float32 (N, K, F) of the core tokens' neighbours
 * @param present float32 (N, K)
 * @param agrees float32 (N, K)
 */
public record TypedInputs(
        NDArray alleles,
        NDArray otherAlleles,
        NDArray frequency,
        NDArray localFrequency,
        NDArray cmFromMiddle,
        NDArray valid,
        NDArray core,
        NDArray features,
        NDArray present,
        NDArray agrees) {}
