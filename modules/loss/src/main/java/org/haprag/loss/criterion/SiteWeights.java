package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;

/** What each site of a batch weighs in the losses that have a value at every site. */
@FunctionalInterface
public interface SiteWeights {
    /**
     * The loss, weighted.
     *
     * @param perSite float32 (B, L)
     * @return float32 (B, L)
     */
    NDArray weigh(NDArray perSite);

    /** Every site weighs the same. */
    static SiteWeights equal() {
        return perSite -> perSite;
    }

    /**
     * Weights of mean 1 over the hidden sites, so that the scale of the loss does not move.
     *
     * @param raw float32 (B, L), without gradient
     */
    static SiteWeights ofMean1(NDArray raw, HiddenSites hidden) {
        NDArray mean = hidden.mean(raw);
        NDArray weights = hidden.count() == 0 ? raw : raw.div(mean);
        return perSite -> perSite.mul(weights);
    }
}
