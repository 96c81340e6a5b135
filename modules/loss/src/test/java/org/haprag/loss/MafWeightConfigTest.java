package org.haprag.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.haprag.loss.MafWeightConfig.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MafWeightConfigTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({
        "STEP,.009,10",
        "STEP,.01,5",
        "STEP,.049,5",
        "STEP,.05,1",
        "STEP,.5,1",
        "INVERSE,0,100",
        "INVERSE,.09,10",
        "CLAMPED_INVERSE,.01,10",
        "CLAMPED_INVERSE,.499999,2",
        "LOG1P,.001,3",
        "LOG1P,.499999,1.0986123",
        "NONE,.001,1"
    })
    void rawWeightsAreThoseOfTheSeedDocuments(Kind kind, double maf, double expected) {
        assertThat(MafWeightConfig.of(kind).raw(maf)).isCloseTo(expected, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void weightsHaveMean1OverHiddenSitesAndKeepTheirRatios(Kind kind) {
        double[] mafs = {.001, .02, .3, .001};
        NDArray weights = MafWeightConfig.of(kind)
                .weights(Tensors.row(manager, mafs), HiddenSites.of(Tensors.row(manager, 1, 1, 1, 0)));
        float[] w = weights.toFloatArray();
        assertThat((w[0] + w[1] + w[2]) / 3).isCloseTo(1, within(1e-6f));
        for (int i = 1; i < 4; i++) {
            double expected = MafWeightConfig.of(kind).raw(mafs[i])
                    / MafWeightConfig.of(kind).raw(mafs[0]);
            assertThat((double) w[i] / w[0]).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void theBoundariesOfTheStepFallOnTheUpperSideInFloatToo() {
        NDArray weights = MafWeightConfig.of(Kind.STEP)
                .weights(Tensors.row(manager, .01, .05), HiddenSites.of(Tensors.row(manager, 1, 1)));
        assertThat(weights.toFloatArray()).containsExactly(5f / 3, 1f / 3);
    }

    @Test
    void aBatchWithoutHiddenSitesStaysFinite() {
        NDArray weights = MafWeightConfig.of(Kind.INVERSE)
                .weights(Tensors.row(manager, .01, .05), HiddenSites.of(Tensors.row(manager, 0, 0)));
        for (float w : weights.toFloatArray()) assertThat(w).isFinite();
    }
}
