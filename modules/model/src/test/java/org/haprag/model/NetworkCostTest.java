package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class NetworkCostTest {
    /** Weights of the dense layers whose names begin so: as many multiply-adds each time they are applied. */
    private static double dense(Parameters parameters, String prefix) {
        return parameters.names().stream()
                .filter(n -> n.startsWith(prefix) && n.endsWith(".weight"))
                .map(parameters::shape)
                .filter(shape -> shape.dimension() == 2)
                .mapToDouble(shape -> shape.size())
                .sum();
    }

    @Test
    void theFormulaCountsTheLayersThatTheNetworkDeclares() {
        ModelConfig config = new ModelConfig(24, 3, 2, 40, 6, 2, 3, 10, 14, true, 0);
        try (NDManager manager = NDManager.newBaseManager()) {
            Parameters weights = new Parameters(manager, 1);
            HapRagNetwork network = new HapRagNetwork(config, weights);
            NetworkCost cost = new NetworkCost(network.config());
            double place = dense(weights, "embedding.place");
            double overlap = 40 / 30.0; // margins of an eighth
            double encoder = 2 * dense(weights, "encoder.") + 3 * 4.0 * 40 * 24;
            double candidate = dense(weights, "fusion.describe") + dense(weights, "fusion.score") + 10;
            double token =
                    dense(weights, "fusion.context") + dense(weights, "fusion.peers") + dense(weights, "fusion.embed");
            assertThat(cost.flopPerToken())
                    .isEqualTo(overlap * (2 * place + encoder) + 2 * (config.neighbours() * candidate + token));
            double head = dense(weights, "head.") + weights.shape("head.skip").size();
            assertThat(cost.flopPerRow()).isEqualTo(2 * (place + head + 24) + 4 * config.neighbours() * 3);
            double genotype = 2 * dense(weights, "genotype.");
            assertThat(cost.flopPerGenotype(0.5))
                    .isEqualTo(2 * (cost.flopPerRow() + 0.5 * cost.flopPerToken()) + genotype);
        }
    }

    @Test
    void moreTypedSitesCostMoreAndNoneAreRefused() {
        NetworkCost cost = new NetworkCost(ModelConfig.defaults());
        assertThat(cost.flopPerGenotype(1)).isGreaterThan(cost.flopPerGenotype(0.02));
        assertThatThrownBy(() -> cost.flopPerGenotype(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
