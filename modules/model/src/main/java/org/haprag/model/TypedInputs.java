package org.haprag.model;

import ai.djl.ndarray.NDArray;

/**
 * What the network sees of the typed sites of a batch: I windows of W of them.
 *
 * @param windows I
 * @param alleles int64 (I W) in {0, 1, 2 unknown}
 * @param otherAlleles int64 (I W), the target's other haplotype
 * @param frequency float32 (I W, 1), ALT frequency in the visible panel
 * @param localFrequency float32 (I W, 1), ALT frequency among what is copied
 * @param cmFromMiddle float32 (I W, 1)
 * @param valid float32 (I, W), 0 for padding; null if there is none
 * @param core int64 (N), which of the I x W tokens are predicted from
 * @param features float32 (N, K, F) of the core tokens' neighbours
 * @param present float32 (N, K), 0 where there is no neighbour; null if all are there
 */
public record TypedInputs(
        long windows,
        NDArray alleles,
        NDArray otherAlleles,
        NDArray frequency,
        NDArray localFrequency,
        NDArray cmFromMiddle,
        NDArray valid,
        NDArray core,
        NDArray features,
        NDArray present) {}
