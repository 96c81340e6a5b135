package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.haprag.model.CpuNetwork;
import org.haprag.model.HapRagModel;
import org.junit.jupiter.api.Test;

/** Imputation by the network in Java, which is what runs on a CPU. */
class CpuImputationTest {
    private static CpuNetwork inJava(HapRagModel model) {
        return CpuNetwork.of(model.toFile(Map.of()), "test");
    }

    private static void disturb(HapRagModel model) {
        Map<String, float[]> values = model.network().parameters().values();
        Random random = new Random(3);
        values.values().forEach(v -> {
            for (int i = 0; i < v.length; i++) v[i] += (float) (0.2 * random.nextGaussian());
        });
        model.network().parameters().set(values);
    }

    private static void assertNear(Dosages found, Dosages expected, float tolerance) {
        for (int target = 0; target < expected.targetCount(); target++) {
            for (int row = 0; row < expected.rowCount(); row++) {
                assertThat(found.both(row, target)).isCloseTo(expected.both(row, target), within(tolerance));
                for (int h = 0; h < 2; h++) {
                    assertThat(found.alt(row, target, h)).isCloseTo(expected.alt(row, target, h), within(tolerance));
                }
            }
        }
    }

    private static void imputesAsTheEngine(HapRagModel model) {
        try (model) {
            disturb(model);
            TinyImputation tiny = TinyImputation.usual(4);
            Dosages engine = tiny.impute(ImputationMethod.network(model), 2);
            assertNear(tiny.impute(ImputationMethod.network(inJava(model)), 2), engine, 3e-4f);
        }
    }

    @Test
    void imputesAsTheEngineDoes() {
        imputesAsTheEngine(TinyImputation.model());
    }

    @Test
    void imputesAsTheEngineDoesWithoutNeighbours() {
        imputesAsTheEngine(TinyImputation.model(0));
    }

    @Test
    void imputesAsTheEngineDoesWithNeighboursFromItsOwnSpace() {
        imputesAsTheEngine(TinyImputation.embedding());
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        TinyImputation tiny = TinyImputation.usual(11);
        try (HapRagModel model = TinyImputation.model()) {
            disturb(model);
            ImputationMethod method = ImputationMethod.network(inJava(model));
            Dosages one = tiny.impute(method, 1);
            assertNear(tiny.impute(method, 3), one, 0);
        }
    }
}
