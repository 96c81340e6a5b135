package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our encoder layer against {@link ReferenceEncoderLayer}. */
class EncoderLayerGoldenTest {
    private static final int WINDOWS = 3;
    private static final int TOKENS = 7;
    private static final int WIDTH = 12;
    private static final int HEADS = 3;
    private static final String NAME = "layer";

    private NDManager manager;
    private Parameters parameters;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        parameters = new Parameters(manager, 1);
    }

    @AfterEach
    void close() {
        parameters.close();
        manager.close();
    }

    /** No weight keeps its special start of 0 or 1, which would hide a wrong formula. */
    private EncoderLayer layer(double dropout) {
        ModelConfig config = new ModelConfig(WIDTH, 1, HEADS, TOKENS, 0, 1, 1, 1, 1, true, dropout);
        EncoderLayer layer = new EncoderLayer(parameters, NAME, config);
        Random random = new Random(5);
        Map<String, float[]> values = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            float[] v = new float[(int) parameters.shape(name).size()];
            for (int i = 0; i < v.length; i++) v[i] = (float) (0.4 * random.nextGaussian());
            values.put(name, v);
        }
        parameters.set(values);
        return layer;
    }

    private static float[] gaussian(int n, long seed) {
        Random random = new Random(seed);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) out[i] = (float) random.nextGaussian();
        return out;
    }

    private float[] run(EncoderLayer layer, float[] x, float[] valid, boolean training) {
        try (NDManager step = manager.newSubManager()) {
            NDArray out = layer.apply(
                    step.create(x, new Shape(WINDOWS, TOKENS, WIDTH)),
                    Optional.of(step.create(valid, new Shape(WINDOWS, TOKENS))),
                    training);
            assertThat(out.getShape()).isEqualTo(new Shape(WINDOWS, TOKENS, WIDTH));
            return out.toFloatArray();
        }
    }

    /** Windows of 7, 5 and 1 tokens. */
    private static float[] valid() {
        float[] valid = new float[WINDOWS * TOKENS];
        int[] lengths = {7, 5, 1};
        for (int w = 0; w < WINDOWS; w++) for (int t = 0; t < lengths[w]; t++) valid[w * TOKENS + t] = 1;
        return valid;
    }

    @Test
    void theLayerIsThePreNormLayerOfThePapers() {
        EncoderLayer layer = layer(0);
        float[] x = gaussian(WINDOWS * TOKENS * WIDTH, 2);
        float[] valid = valid();
        float[] found = run(layer, x, valid, false);
        ReferenceEncoderLayer reference = new ReferenceEncoderLayer(parameters.values(), NAME, HEADS);
        for (int w = 0; w < WINDOWS; w++) {
            double[][] in = new double[TOKENS][WIDTH];
            boolean[] there = new boolean[TOKENS];
            for (int t = 0; t < TOKENS; t++) {
                there[t] = valid[w * TOKENS + t] > 0;
                for (int d = 0; d < WIDTH; d++) in[t][d] = x[(w * TOKENS + t) * WIDTH + d];
            }
            double[][] expected = reference.apply(in, there);
            for (int t = 0; t < TOKENS; t++) {
                for (int d = 0; d < WIDTH; d++) {
                    assertThat((double) found[(w * TOKENS + t) * WIDTH + d])
                            .as("window %d token %d dimension %d", w, t, d)
                            .isCloseTo(expected[t][d], within(2e-5));
                }
            }
        }
    }

    @Test
    void paddingChangesNoTokenAndOtherWindowsChangeNone() {
        EncoderLayer layer = layer(0);
        float[] x = gaussian(WINDOWS * TOKENS * WIDTH, 2);
        float[] valid = valid();
        float[] before = run(layer, x, valid, false);
        for (int i = 0; i < x.length; i++) if (valid[i / WIDTH] == 0 || i < TOKENS * WIDTH) x[i] += 3;
        float[] after = run(layer, x, valid, false);
        for (int i = TOKENS * WIDTH; i < x.length; i++) {
            if (valid[i / WIDTH] > 0) assertThat(after[i]).isCloseTo(before[i], within(1e-6f));
        }
    }

    @Test
    void everyTokenOfAWindowIsAttendedTo() {
        EncoderLayer layer = layer(0);
        float[] x = gaussian(WINDOWS * TOKENS * WIDTH, 2);
        float[] before = run(layer, x, valid(), false);
        for (int d = 0; d < WIDTH; d++) x[(TOKENS - 1) * WIDTH + d] += d;
        float[] after = run(layer, x, valid(), false);
        for (int t = 0; t < TOKENS; t++) {
            float most = 0;
            for (int d = 0; d < WIDTH; d++) {
                most = Math.max(most, Math.abs(after[t * WIDTH + d] - before[t * WIDTH + d]));
            }
            assertThat(most).as("change of token %d", t).isGreaterThan(1e-4f);
        }
    }

    @Test
    void dropoutActsInTrainingOnly() {
        EncoderLayer layer = layer(0.5);
        float[] x = gaussian(WINDOWS * TOKENS * WIDTH, 2);
        float[] still = run(layer, x, valid(), false);
        assertThat(run(layer, x, valid(), false)).containsExactly(still);
        float[] dropped = run(layer, x, valid(), true);
        assertThat(dropped).isNotEqualTo(still);
        assertThat(run(layer, x, valid(), true)).isNotEqualTo(dropped);
    }

    @Test
    void withoutDropoutTrainingComputesTheSame() {
        EncoderLayer layer = layer(0);
        float[] x = gaussian(WINDOWS * TOKENS * WIDTH, 2);
        assertThat(run(layer, x, valid(), true)).containsExactly(run(layer, x, valid(), false));
    }
}
