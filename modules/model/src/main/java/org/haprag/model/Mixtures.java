package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

/** How P(ALT) by each fusion head is found for the predictions of a batch. */
public sealed interface Mixtures {
    /**
     * @param encoded the typed sites that {@code in} refers to
     * @return float32 (P, H)
     */
    NDArray probabilities(HapRagNetwork.Encoded encoded, SiteInputs in);

    /**
     * Mixed in the engine from the neighbours' alleles, so that gradients reach the weights of the fusion.
     *
     * @param alleles float32 (P, 2K), 1 for ALT: of the neighbours at the anchor on the left, then on the right
     */
    record OfNeighbours(NDArray alleles) implements Mixtures {
        @Override
        public NDArray probabilities(HapRagNetwork.Encoded encoded, SiteInputs in) {
            NDArray weights = encoded.weights()
                    .orElseThrow(() -> new IllegalStateException("encoded without the weights of neighbours"));
            long k = weights.getShape().get(1);
            NDArray left = mix(weights, in.left(), alleles.get(":, 0:{}", k));
            NDArray right = mix(weights, in.right(), alleles.get(":, {}:", k));
            return left.mul(in.rightShare().neg().add(1)).add(right.mul(in.rightShare()));
        }

        /** @param weights (M, K, H) @param alleles (P, K) @return (P, H) */
        private static NDArray mix(NDArray weights, NDArray anchors, NDArray alleles) {
            long k = weights.getShape().get(1);
            long heads = weights.getShape().get(2);
            NDArray table = weights.reshape(-1, k * heads); // (M, K H)
            NDArray there = Embedding.embedding(anchors, table, SparseFormat.DENSE)
                    .singletonOrThrow()
                    .reshape(-1, k, heads); // (P, K, H)
            return there.mul(alleles.expandDims(-1)).sum(new int[] {1});
        }
    }

    /**
     * Mixed before by {@link PanelMixer}, at a cost proportional to the ALT alleles among the neighbours.
     *
     * @param given float32 (P, H)
     */
    record Given(NDArray given) implements Mixtures {
        @Override
        public NDArray probabilities(HapRagNetwork.Encoded encoded, SiteInputs in) {
            return given;
        }
    }

    /**
     * Of a network without fusion: the mean of the copying probabilities stands for every head.
     *
     * @param heads H
     */
    record OfCopying(int heads) implements Mixtures {
        @Override
        public NDArray probabilities(HapRagNetwork.Encoded encoded, SiteInputs in) {
            return in.copying().mean(new int[] {1}, true).repeat(1, heads);
        }
    }
}
