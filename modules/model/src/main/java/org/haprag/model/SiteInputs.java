package org.haprag.model;

import ai.djl.ndarray.NDArray;

/**
 * What the network sees of the allele rows it predicts.
 *
 * @param left int64 (B, L, 2), the core token on the left of the row, for each haplotype
 * @param right int64 (B, L, 2)
 * @param rightShare float32 (B, L), 0 at the left token, 1 at the right one
 * @param alleles float32 (B, L, 2, 2K), alleles of the neighbours on the left, then on the right; null where
 *     {@code mixtures} is given
 * @param mixtures float32 (B, L, 2, H), P(ALT) by each fusion head, already mixed by {@link PanelMixer}; null where
 *     {@code alleles} is given
 * @param copying float32 (B, L, 2, C), P(ALT) by the copying model
 * @param frequency float32 (B, L), ALT frequency in the visible panel
 * @param cmFromMiddle float32 (B, L)
 * @param features float32 (B, L, E) after {@link SiteFeatures}
 * @param otherAlt float32 (B, L, 2), probability of another ALT of the same site
 */
public record SiteInputs(
        NDArray left,
        NDArray right,
        NDArray rightShare,
        NDArray alleles,
        NDArray mixtures,
        NDArray copying,
        NDArray frequency,
        NDArray cmFromMiddle,
        NDArray features,
        NDArray otherAlt) {}
