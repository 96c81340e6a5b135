package org.haprag.model;

import ai.djl.ndarray.NDArray;

/**
 * What the network sees of P predictions, each of one allele row of one haplotype.
 *
 * @param left int64 (P), the anchor on the left of the row
 * @param right int64 (P)
 * @param rightShare float32 (P, 1), 0 at the left anchor, 1 at the right one
 * @param mixtures how P(ALT) by each fusion head is found
 * @param copying float32 (P, C), P(ALT) by the copying model
 * @param frequency float32 (P, 1), ALT frequency in the visible panel
 * @param cmFromMiddle float32 (P, 1), from the middle of the left anchor's token window
 * @param features float32 (P, E) after {@link SiteFeatures}
 */
public record SiteInputs(
        NDArray left,
        NDArray right,
        NDArray rightShare,
        Mixtures mixtures,
        NDArray copying,
        NDArray frequency,
        NDArray cmFromMiddle,
        NDArray features) {}
