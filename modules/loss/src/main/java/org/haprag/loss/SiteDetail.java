package org.haprag.loss;

import ai.djl.ndarray.NDArray;

/**
 * What a head's loss looks like site by site, detached, for the monitors (shares by MAF bin and by difficulty, effective
 * data use). Sites that are not hidden have 0 in loss and gradient.
 *
 * @param pt float32 (B, L), probability of the true class
 * @param loss float32 (B, L), weighted by MAF; sums to the per-site part of the head's mean loss
 * @param gradient float32 (B, L), absolute derivatives of the head's mean loss by the site's logits, summed over classes
 */
public record SiteDetail(NDArray pt, NDArray loss, NDArray gradient) {}
