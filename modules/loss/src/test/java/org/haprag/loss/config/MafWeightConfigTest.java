package org.haprag.loss.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.TreeSet;
import org.haprag.loss.Tensors;
import org.haprag.loss.criterion.HiddenSites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MafWeightConfigTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private static MafWeightConfig of(String kind) {
        return Kinds.MAF_WEIGHT.read(new Section(
                "loss.mafWeight", JsonNodeFactory.instance.objectNode().put("kind", kind)));
    }

    /** The normalised weights of some sites. */
    private float[] weights(MafWeightConfig config, NDArray maf, NDArray mask) {
        return config.weights(maf, HiddenSites.of(mask)).weigh(maf.onesLike()).toFloatArray();
    }

    @ParameterizedTest
    @CsvSource({
        "step,.009,10",
        "step,.01,5",
        "step,.049,5",
        "step,.05,1",
        "step,.5,1",
        "inverse,0,100",
        "inverse,.09,10",
        "clamped-inverse,.01,10",
        "clamped-inverse,.499999,2",
        "log1p,.001,3",
        "log1p,.499999,1.0986123",
        "none,.001,1"
    })
    void rawWeightsFollowTheirFormulas(String kind, double maf, double expected) {
        NDArray raw = of(kind).raw(Tensors.row(manager, maf));
        assertThat(raw.getDataType()).isEqualTo(DataType.FLOAT32);
        assertThat((double) raw.getFloat(0, 0)).isCloseTo(expected, within(1e-6 * expected));
    }

    static Set<String> weighing() {
        Set<String> kinds = new TreeSet<>(MafWeightConfig.kinds());
        kinds.remove("none");
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("weighing")
    void weightsHaveMean1OverHiddenSitesAndKeepTheirRatios(String kind) {
        NDArray mafs = Tensors.row(manager, .001, .02, .3, .001);
        float[] w = weights(of(kind), mafs, Tensors.row(manager, 1, 1, 1, 0));
        float[] raw = of(kind).raw(mafs).toFloatArray();
        assertThat((w[0] + w[1] + w[2]) / 3).isCloseTo(1, within(1e-6f));
        for (int i = 1; i < 4; i++) assertThat((double) w[i] / w[0]).isCloseTo((double) raw[i] / raw[0], within(1e-5));
    }

    @Test
    void withoutWeightsTheLossIsLeftAlone() {
        NDArray loss = Tensors.row(manager, .3, .7);
        HiddenSites hidden = HiddenSites.of(Tensors.row(manager, 1, 1));
        assertThat(new MafWeightConfig.None().weights(loss, hidden).weigh(loss)).isSameAs(loss);
    }

    @Test
    void theBoundariesOfTheStepFallOnTheUpperSideInFloatToo() {
        float[] w = weights(new MafWeightConfig.Step(), Tensors.row(manager, .01, .05), Tensors.row(manager, 1, 1));
        assertThat(w).containsExactly(5f / 3, 1f / 3);
    }

    @Test
    void aBatchWithoutHiddenSitesStaysFinite() {
        float[] w = weights(of("inverse"), Tensors.row(manager, .01, .05), Tensors.row(manager, 0, 0));
        for (float x : w) assertThat(x).isFinite();
    }
}
