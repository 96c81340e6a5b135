package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.haprag.genotype.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Norm, Fourier features and token embedding, each against its formula. */
class EmbeddingTest {
    private static final int WIDTH = 6;
    private NDManager manager;
    private Parameters parameters;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        parameters = new Parameters(manager, 3);
    }

    @AfterEach
    void close() {
        parameters.close();
        manager.close();
    }

    @Test
    void normalisationIsOverTheLastAxis() {
        Norm norm = new Norm(parameters, "norm", 3);
        float[] scale = {1, 2, -1};
        float[] shift = {0, 1, 5};
        parameters.set(Map.of("norm.scale", scale, "norm.shift", shift));
        NDArray x = manager.create(new float[] {1, 2, 6, -4, 0, 0.5f, 7, 7, 7, 100, 200, 0}, new Shape(2, 2, 3));
        NDArray found = norm.apply(x);
        assertThat(found.getShape()).isEqualTo(x.getShape());
        double[][] rows = {{1, 2, 6}, {-4, 0, 0.5}, {7, 7, 7}, {100, 200, 0}};
        double[][] expected = ReferenceEncoderLayer.layerNorm(rows, scale, shift);
        for (int i = 0; i < 12; i++) {
            assertThat((double) found.toFloatArray()[i]).isCloseTo(expected[i / 3][i % 3], within(1e-5));
        }
    }

    @Test
    void fourierFeaturesAreSinesThenCosinesOfHalvingPeriodsOfEachQuantity() {
        FourierFeatures features = new FourierFeatures(new double[] {2, 8}, new int[] {3, 1});
        assertThat(features.size()).isEqualTo(8);
        double[][] x = {{0, 1}, {0.25, -3}, {1, 0}, {0.3, 7.5}};
        float[] values = new float[8];
        for (int i = 0; i < 8; i++) values[i] = (float) x[i / 2][i % 2];
        NDArray found = features.apply(manager.create(values, new Shape(4, 2)));
        assertThat(found.getShape()).isEqualTo(new Shape(4, 8));
        for (int i = 0; i < 4; i++) {
            for (int f = 0; f < 3; f++) {
                double angle = Math.PI * x[i][0] * (1 << f);
                assertThat((double) found.toFloatArray()[8 * i + f]).isCloseTo(Math.sin(angle), within(1e-5));
                assertThat((double) found.toFloatArray()[8 * i + 3 + f]).isCloseTo(Math.cos(angle), within(1e-5));
            }
            double angle = Math.PI / 4 * x[i][1];
            assertThat((double) found.toFloatArray()[8 * i + 6]).isCloseTo(Math.sin(angle), within(1e-5));
            assertThat((double) found.toFloatArray()[8 * i + 7]).isCloseTo(Math.cos(angle), within(1e-5));
        }
    }

    private float[] embed(TokenEmbedding embedding, long allele, long other, double af, double local, double cm) {
        Shape one = new Shape(1, 1);
        NDArray frequency = manager.create(new float[] {(float) af}, one);
        NDArray localFrequency = manager.create(new float[] {(float) local}, one);
        NDArray position = manager.create(new float[] {(float) cm}, one);
        NDArray out = embedding.apply(
                manager.create(new long[] {allele}),
                manager.create(new long[] {other}),
                frequency,
                localFrequency,
                position);
        assertThat(out.getShape()).isEqualTo(new Shape(1, WIDTH));
        if (allele == Tokens.MASK && other == Tokens.MASK) {
            assertThat(embedding.unknown(frequency, localFrequency, position).toFloatArray())
                    .containsExactly(out.toFloatArray(), within(1e-6f));
        }
        return out.toFloatArray();
    }

    @Test
    void aTokensEmbeddingTellsEachOfItsFivePropertiesApart() {
        TokenEmbedding embedding = new TokenEmbedding(parameters, WIDTH);
        float[] base = embed(embedding, 1, 0, 0.1, 0.2, 0.5);
        assertThat(embed(embedding, 1, 0, 0.1, 0.2, 0.5)).containsExactly(base);
        assertThat(embed(embedding, 0, 0, 0.1, 0.2, 0.5)).isNotEqualTo(base);
        assertThat(embed(embedding, Tokens.MASK, 0, 0.1, 0.2, 0.5)).isNotEqualTo(base);
        assertThat(embed(embedding, Tokens.MASK, Tokens.MASK, 0.1, 0.2, 0.5)).isNotEqualTo(base);
        assertThat(embed(embedding, 1, 1, 0.1, 0.2, 0.5)).isNotEqualTo(base);
        assertThat(embed(embedding, 1, 0, 0.9, 0.2, 0.5)).isNotEqualTo(base);
        assertThat(embed(embedding, 1, 0, 0.1, 0.8, 0.5)).isNotEqualTo(base);
        assertThat(embed(embedding, 1, 0, 0.1, 0.2, -0.5)).isNotEqualTo(base);
    }

    @Test
    void theEmbeddingIsTheSumOfItsParts() {
        TokenEmbedding embedding = new TokenEmbedding(parameters, WIDTH);
        float[] alleles = parameters.values().get("embedding.allele");
        float[] ref = embed(embedding, 0, 2, 0.1, 0.2, 0.5);
        float[] alt = embed(embedding, 1, 2, 0.1, 0.2, 0.5);
        for (int d = 0; d < WIDTH; d++) {
            assertThat(alt[d] - ref[d]).isCloseTo(alleles[WIDTH + d] - alleles[d], within(1e-5f));
        }
    }

    @Test
    void theExpectedEmbeddingLiesBetweenRefAndAlt() {
        TokenEmbedding embedding = new TokenEmbedding(parameters, WIDTH);
        float[] alleles = parameters.values().get("embedding.allele");
        NDArray found = embedding.expected(manager.create(new float[] {0, 1, 0.25f}, new Shape(3, 1)));
        assertThat(found.getShape()).isEqualTo(new Shape(3, WIDTH));
        float[] rows = found.toFloatArray();
        for (int d = 0; d < WIDTH; d++) {
            float ref = alleles[d];
            float alt = alleles[WIDTH + d];
            assertThat(rows[d]).isCloseTo(ref, within(1e-6f));
            assertThat(rows[WIDTH + d]).isCloseTo(alt, within(1e-6f));
            assertThat(rows[2 * WIDTH + d]).isCloseTo(0.75f * ref + 0.25f * alt, within(1e-6f));
        }
    }
}
