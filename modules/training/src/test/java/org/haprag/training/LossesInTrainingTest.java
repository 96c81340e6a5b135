package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.haprag.loss.config.CriterionConfig;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.config.LossPresets;
import org.haprag.loss.config.MafWeightConfig;
import org.haprag.loss.config.TasksConfig;
import org.haprag.loss.config.WeightingConfig;
import org.haprag.model.HapRagModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss, weighting scheme and preset that YAML can name, two steps each, in the trainer. */
@Timeout(300)
class LossesInTrainingTest {
    private static final int STEPS = 2;
    private static final TrainingRegion REGION = TinyTraining.region(TinyTraining.panel());
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** The auxiliary head with all that can be switched on. */
    private static final String AUXILIARY =
            "auxiliary: {kind: head, criterion: {kind: %s}, distillWeight: 0.2, consistencyWeight: 0.1}";

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
                    Map<String, float[]> now = model.network().parameters().values();
                    assertThat(now.get("head.skip")).isNotEqualTo(start.get("head.skip"));
                    now.forEach((name, v) -> {
                        for (float x : v) assertThat(x).as(name).isFinite();
                    });
                }
            };
            TrainingConfig config = TinyTraining.config(STEPS, 1e-3, STEPS, 1);
            new Trainer(model, List.of(REGION), config, loss, 1, Optional.empty(), listener).train("loss", false);
            assertThat(model.network().parameters().names())
                    .as("the auxiliary head is no part of the model")
                    .containsExactlyElementsOf(start.keySet());
        }
        assertThat(losses).hasSize(STEPS).allMatch(Double::isFinite);
        assertThat(arrays).as("managed arrays").containsOnly(arrays.get(0));
    }

    static Stream<String> yaml() {
        List<String> all = new ArrayList<>();
        for (String kind : CriterionConfig.kinds()) {
            all.add("hap: {kind: " + kind + "}");
            if (!kind.equals("asymmetric")) all.add("gt: {kind: " + kind + "}");
            all.add(String.format(AUXILIARY, kind));
        }
        for (String kind : MafWeightConfig.kinds()) {
            all.add("{hap: {kind: focal}, mafWeight: {kind: " + kind + "}}");
        }
        for (String kind : TasksConfig.kinds()) all.add("tasks: {kind: " + kind + "}");
        for (String kind : WeightingConfig.kinds()) {
            all.add("weighting: {kind: " + kind + "}");
            all.add("{weighting: {kind: " + kind + "}, tasks: {kind: weights, recon1: 0.1, recon2: 0.1, infoNce: 0.1,"
                    + " target: truth}, " + String.format(AUXILIARY, "cross-entropy") + "}");
        }
        all.addAll(List.of(
                "hap: {kind: focal, gamma: 5, gammaTo: 0, gammaEpochs: 2}",
                "{hap: {kind: focal, adaptiveAlpha: true}, gt: {kind: focal, adaptiveAlpha: true}}",
                "hap: {kind: focal-dice, denominator: squared, alpha: [0.75, 0.25]}",
                "weighting: {kind: soft-adapt, variant: loss-weighted, interval: 1}",
                "weighting: {kind: soft-adapt, variant: normalised, interval: 1}",
                "reduction: sum",
                "tasks: {kind: reconstruction-a, threshold: 1000}",
                "auxiliary: {kind: head, consistencyWeight: 0.1, confidence: 0.6, bidirectional: true}"));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void aLossNamedInYamlTrains(String yaml) throws Exception {
        LossConfig loss = YAML.readValue(yaml, LossConfig.class).validate();
        assertThat(loss.equals(LossConfig.defaults()))
                .as("only what is the default")
                .isEqualTo(yaml.equals("hap: {kind: cross-entropy}")
                        || yaml.equals("gt: {kind: cross-entropy}")
                        || yaml.equals("tasks: {kind: weights}")
                        || yaml.equals("weighting: {kind: fixed}"));
        train(loss);
    }

    static List<String> presets() {
        return LossPresets.names();
    }

    /** Half of the chromosomes ALT, one in fifteen, one in a hundred: what {@code auto} tells apart. */
    @ParameterizedTest
    @MethodSource("presets")
    void aPresetTrainsWhateverThePanelIs(String name) {
        LossConfig preset = LossPresets.load(name);
        Arrays.stream(new double[] {0.5, 0.06, 0.01})
                .mapToObj(maf -> preset.resolve(new double[] {maf}))
                .distinct()
                .forEach(LossesInTrainingTest::train);
    }

    @Test
    void anAuxiliaryHeadTrainsBesideRetrievalInTheNetworksOwnSpace() {
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void step(long step, double value, double gradientNorm) {
                losses.add(value);
            }
        };
        try (HapRagModel model = TinyTraining.embedding(1)) {
            TrainingConfig config = TinyTraining.config(STEPS, 1e-3, 1, 9);
            new Trainer(model, List.of(REGION), config, LossPresets.load("rare"), 1, Optional.empty(), listener)
                    .train("loss", false);
        }
        assertThat(losses).hasSize(STEPS).allMatch(Double::isFinite);
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
