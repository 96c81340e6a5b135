package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.haprag.model.Scalar;

/** What one classification head is trained with: a loss with a value at every site, one of the whole batch, or both. */
public sealed interface HeadLoss {
    /** Classes of a haplotype head: REF, ALT. */
    int HAP_CLASSES = 2;

    /** Classes of the genotype head: 0/0, 0/1, 1/1, 1/2. */
    int GT_CLASSES = 4;

    /**
     * The per-site part at every site, hidden or not.
     *
     * @param logits float32 (B, L, K)
     * @param labels float32 or int64 (B, L)
     * @param epoch 0-based
     * @return float32 (B, L), 0 where there is no per-site part
     */
    NDArray perSite(NDArray logits, NDArray labels, SiteWeights weights, int epoch);

    /**
     * The mean over the hidden sites.
     *
     * @return float32 scalar
     */
    NDArray mean(NDArray logits, NDArray labels, HiddenSites hidden, SiteWeights weights, int epoch);

    /** The part with a value at every site. */
    Optional<SiteLoss> siteLoss();

    /** A loss of single sites. */
    record Sitewise(SiteLoss loss) implements HeadLoss {
        @Override
        public NDArray perSite(NDArray logits, NDArray labels, SiteWeights weights, int epoch) {
            return weights.weigh(loss.perSite(logits, labels, epoch));
        }

        @Override
        public NDArray mean(NDArray logits, NDArray labels, HiddenSites hidden, SiteWeights weights, int epoch) {
            return hidden.mean(perSite(logits, labels, weights, epoch));
        }

        @Override
        public Optional<SiteLoss> siteLoss() {
            return Optional.of(loss);
        }
    }

    /** A loss of the whole batch, in which sites have no weights. */
    record Batchwise(BatchLoss loss) implements HeadLoss {
        @Override
        public NDArray perSite(NDArray logits, NDArray labels, SiteWeights weights, int epoch) {
            return labels.zerosLike().toType(logits.getDataType(), false);
        }

        @Override
        public NDArray mean(NDArray logits, NDArray labels, HiddenSites hidden, SiteWeights weights, int epoch) {
            return loss.loss(logits, labels, hidden.mask());
        }

        @Override
        public Optional<SiteLoss> siteLoss() {
            return Optional.empty();
        }
    }

    /**
     * siteWeight x the one + batchWeight x the other.
     *
     * @param site weighted by MAF as well, where there are such weights
     */
    record Both(SiteLoss site, double siteWeight, BatchLoss batch, double batchWeight) implements HeadLoss {
        @Override
        public NDArray perSite(NDArray logits, NDArray labels, SiteWeights weights, int epoch) {
            return weights.weigh(Scalar.times(site.perSite(logits, labels, epoch), siteWeight));
        }

        @Override
        public NDArray mean(NDArray logits, NDArray labels, HiddenSites hidden, SiteWeights weights, int epoch) {
            NDArray mean = hidden.mean(perSite(logits, labels, weights, epoch));
            return mean.add(Scalar.times(batch.loss(logits, labels, hidden.mask()), batchWeight));
        }

        @Override
        public Optional<SiteLoss> siteLoss() {
            return Optional.of(site);
        }
    }
}
