package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.loss.AuxiliaryConfig;
import org.haprag.loss.LossConfig;
import org.haprag.loss.LossPresets;
import org.haprag.loss.WeightingConfig;
import org.haprag.model.HapRagModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every preset and every weighting scheme, three steps each, in the trainer. */
@Timeout(300)
class LossesInTrainingTest {
    private static final TrainingRegion REGION = TinyTraining.region(TinyTraining.panel());

    private static void train(LossConfig loss) {
        List<Double> losses = new ArrayList<>();
        List<Integer> arrays = new ArrayList<>();
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            Map<String, float[]> start = model.network().parameters().values();
            TrainingListener listener = new TrainingListener() {
                @Override
                public void step(long step, double value, double gradientNorm) {
                    losses.add(value);
                    arrays.add(model.manager().getManagedArrays().size());
                    assertThat(gradientNorm).isPositive();
                }
            };
            new Trainer(model, List.of(REGION), TinyTraining.config(3, 1e-3, 3, 1), loss, 1, Optional.empty(), listener)
                    .train("loss", false);
            assertThat(start).isNotEmpty();
        }
        assertThat(losses).hasSize(3).allMatch(Double::isFinite);
        assertThat(arrays).as("managed arrays").containsOnly(arrays.get(0));
    }

    static List<String> presetsWithoutAuxiliaryHead() {
        return LossPresets.names().stream()
                .filter(name -> !needsAuxiliary(LossPresets.load(name)))
                .toList();
    }

    /** {@code auto} too: whatever it chooses has an auxiliary head. */
    private static boolean needsAuxiliary(LossConfig loss) {
        return loss.resolve(new double[] {0.2}).auxiliary().kind() == AuxiliaryConfig.Kind.HEAD;
    }

    @ParameterizedTest
    @MethodSource("presetsWithoutAuxiliaryHead")
    void aPresetTrains(String name) {
        train(LossPresets.load(name).resolve(new double[] {0.2}));
    }

    @ParameterizedTest
    @EnumSource(WeightingConfig.Kind.class)
    void aWeightingSchemeTrains(WeightingConfig.Kind kind) {
        LossConfig d = LossConfig.defaults();
        train(new LossConfig(
                d.scenario(),
                d.hap(),
                d.gt(),
                d.mafWeight(),
                d.reduction(),
                d.tasks(),
                WeightingConfig.of(kind),
                d.auxiliary()));
    }

    @Test
    void autoMustBeResolvedFirst() {
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            assertThatThrownBy(() -> new Trainer(
                            model,
                            List.of(REGION),
                            TinyTraining.config(3, 1e-3, 3, 1),
                            LossPresets.load("auto"),
                            1,
                            Optional.empty(),
                            TrainingListener.SILENT))
                    .hasMessageContaining("auto");
        }
    }
}
