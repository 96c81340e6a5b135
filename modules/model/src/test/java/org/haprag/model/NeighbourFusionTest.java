package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.RetrievedHaplotype;
import org.junit.jupiter.api.Test;

class NeighbourFusionTest {
    private static float[] weights(TinyCase tiny, HapRagModel model) {
        try (NDManager manager = model.manager().newSubManager()) {
            return model.network()
                    .encode(tiny.typed(model.network().config(), manager), false)
                    .weights()
                    .orElseThrow()
                    .toFloatArray();
        }
    }

    /** The middle scale's posterior of neighbour i at typed site t, up to its floor. */
    private static double posterior(RetrievedHaplotype r, int t, int i) {
        float[] features = new float[RetrievedHaplotype.featureCount(r.scaleCount())];
        r.describe(t, i, features, 0);
        return Math.exp(features[RetrievalConfig.defaults().middleScale()]);
    }

    @Test
    void aFreshNetworkWeighsNeighboursByTheirCopyingPosterior() {
        TinyCase tiny = new TinyCase(40);
        ModelConfig config = TinyCase.config();
        try (HapRagModel model = TinyCase.model(config, 1)) {
            float[] weights = weights(tiny, model);
            int k = config.neighbours();
            int heads = config.fusionHeads();
            int entries = weights.length / (2 * TinyCase.TARGETS * TinyCase.TYPED);
            for (int token = 0; token < 2 * TinyCase.TARGETS * TinyCase.TYPED; token++) {
                RetrievedHaplotype r = tiny.retrieved[token / TinyCase.TYPED];
                int t = token % TinyCase.TYPED;
                double posteriors = 0;
                for (int i = 0; i < k; i++) posteriors += posterior(r, t, i);
                for (int h = 0; h < heads; h++) {
                    double sum = 0;
                    for (int i = 0; i < k; i++) sum += weights[token * entries + i * heads + h];
                    for (int i = 0; i < k; i++) {
                        assertThat(weights[token * entries + i * heads + h] / sum)
                                .as("token %d neighbour %d head %d", token, i, h)
                                .isCloseTo(posterior(r, t, i) / posteriors, within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void theWeightsOfATokenSumToOneWhateverTheNetworkLearned() {
        TinyCase tiny = new TinyCase(40);
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            TinyCase.disturb(model, 0.5, 2);
            float[] weights = weights(tiny, model);
            int heads = model.network().config().fusionHeads();
            int tokens = 2 * TinyCase.TARGETS * TinyCase.TYPED;
            int entries = weights.length / tokens;
            for (int token = 0; token < tokens; token++) {
                for (int h = 0; h < heads; h++) {
                    double sum = 0;
                    for (int at = h; at < entries; at += heads) sum += weights[token * entries + at];
                    assertThat(sum).isCloseTo(1, within(1e-5));
                }
            }
        }
    }

    @Test
    void neighboursThatAreNotThereGetNoWeightWhateverTheNetworkLearned() {
        TinyCase tiny = new TinyCase(4);
        ModelConfig config = TinyCase.config();
        assertThat(config.neighbours()).as("K beyond the panel's haplotypes").isGreaterThan(4);
        try (HapRagModel model = TinyCase.model(config, 1)) {
            TinyCase.disturb(model, 1, 3);
            float[] weights = weights(tiny, model);
            int tokens = 2 * TinyCase.TARGETS * TinyCase.TYPED;
            int heads = config.fusionHeads();
            int entries = weights.length / tokens;
            int absent = 0;
            for (int token = 0; token < tokens; token++) {
                RetrievedHaplotype r = tiny.retrieved[token / TinyCase.TYPED];
                for (int i = 0; i < config.neighbours(); i++) {
                    int hap = r.neighbours()[(token % TinyCase.TYPED) * r.neighbourCount() + i];
                    if (hap != RetrievedHaplotype.NOBODY) continue;
                    absent++;
                    for (int h = 0; h < heads; h++) {
                        assertThat(weights[token * entries + i * heads + h]).isZero();
                    }
                }
            }
            assertThat(absent).isEqualTo(tokens * (config.neighbours() - 4));
        }
    }

    @Test
    void theFusionLearnsFromTheFeaturesOfItsNeighbours() {
        TinyCase tiny = new TinyCase(40);
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            float[] fresh = weights(tiny, model);
            TinyCase.disturb(model, 0.5, 2);
            assertThat(weights(tiny, model)).isNotEqualTo(fresh);
        }
    }
}
