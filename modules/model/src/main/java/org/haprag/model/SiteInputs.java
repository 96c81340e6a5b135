package org.haprag.model;

import ai.djl.ndarray.NDArray;

/**
 * What the network sees of the allele rows it predicts: R of them, each of one haplotype. For the outputs that belong to
 * both haplotypes of B targets at L rows, R = B L 2, target-major, the haplotypes of a row side by side.
 *
 * @param left int64 (R), the core token on the left of the row
 * @param right int64 (R)
 * @param rightShare float32 (R, 1), 0 at the left token, 1 at the right one
 * @param alleles float32 (R, 2K), alleles of the neighbours on the left, then on the right; null where {@code mixtures} is
 *     given
 * @param mixtures float32 (R, H), P(ALT) by each fusion head, already mixed by {@link PanelMixer}; null where {@code
 *     alleles} is given
 * @param copying float32 (R, C), P(ALT) by the copying model
 * @param frequency float32 (R, 1), ALT frequency in the visible panel
 * @param cmFromMiddle float32 (R, 1)
 * @param features float32 (R, E) after {@link SiteFeatures}
 * @param otherAlt float32 (B, L, 2), probability of another ALT of the same site; null where rows are of single haplotypes
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
