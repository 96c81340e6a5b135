package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.config.LossPresets;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelFile;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class TrainerTest {
    private static final TrainingRegion REGION = TinyTraining.region(TinyTraining.panel());
    private static final String FINGERPRINT = "tiny";

    @TempDir
    Path folder;

    /** Remembers what it hears, and fails at a step if it is told to. */
    private static final class Recorder implements TrainingListener {
        final List<Double> losses = new ArrayList<>();
        final List<ValidationScore> scores = new ArrayList<>();
        final List<Boolean> bests = new ArrayList<>();
        private final long failAt;

        Recorder(long failAt) {
            this.failAt = failAt;
        }

        @Override
        public void step(long step, double loss, double gradientNorm) {
            if (step == failAt) throw new PowerCut();
            losses.add(loss);
        }

        @Override
        public void validated(long step, ValidationScore score, boolean best) {
            scores.add(score);
            bests.add(best);
        }
    }

    private static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Trainer trainer(
            HapRagModel model, TrainingConfig config, LossConfig loss, Path checkpoint, TrainingListener listener) {
        return new Trainer(model, List.of(REGION), config, loss, 5, Optional.ofNullable(checkpoint), listener);
    }

    private static Map<String, float[]> weights(HapRagModel model) {
        return model.network().parameters().values();
    }

    private static void assertSame(Map<String, float[]> found, Map<String, float[]> expected) {
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, v) -> assertThat(found.get(name)).as(name).containsExactly(v));
    }

    @Test
    void theNetworkLearnsAndKeepsTheWeightsThatValidateBest() {
        Recorder recorder = new Recorder(-1);
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            TrainingConfig config = TinyTraining.config(480, 1e-2, 120, 9);
            ValidationScore end = trainer(model, config, LossConfig.defaults(), null, recorder)
                    .train(FINGERPRINT, false);
            double start = recorder.scores.get(0).crossEntropy();
            double best = recorder.scores.stream()
                    .mapToDouble(ValidationScore::crossEntropy)
                    .min()
                    .orElseThrow();
            assertThat(recorder.scores).as("at steps 0, 120, 240, 360, 480").hasSize(5);
            assertThat(end.crossEntropy()).isCloseTo(best, within(1e-9)).isLessThan(0.97 * start);
            assertThat(end.errorRatio()).isLessThan(1.02);
            assertThat(recorder.losses).hasSize(480).allMatch(Double::isFinite);
        }
    }

    @ParameterizedTest
    @CsvSource({"fixed,0", "soft-adapt,0", "uncertainty,0", "grad-norm,0", "pcgrad,0", "fixed,0.2", "taught,0.2"})
    void aRunThatWasInterruptedGoesOnToTheSameWeightsToTheBit(String weighting, double dropout) {
        TrainingConfig config = TinyTraining.config(12, 3e-3, 4, 9);
        LossConfig loss = weighted(weighting);
        Path checkpoint = folder.resolve("run.checkpoint");
        try (HapRagModel straight = TinyTraining.fresh(dropout, 1);
                HapRagModel cut = TinyTraining.fresh(dropout, 1);
                HapRagModel resumed = TinyTraining.fresh(dropout, 99)) {
            ValidationScore expected =
                    trainer(straight, config, loss, null, new Recorder(-1)).train(FINGERPRINT, false);
            assertThatThrownBy(() -> trainer(cut, config, loss, checkpoint, new Recorder(7))
                            .train(FINGERPRINT, false))
                    .isInstanceOf(PowerCut.class);
            Recorder rest = new Recorder(-1);
            ValidationScore found =
                    trainer(resumed, config, loss, checkpoint, rest).train(FINGERPRINT, true);
            assertThat(rest.losses).as("steps after the checkpoint at step 4").hasSize(8);
            assertThat(found).isEqualTo(expected);
            assertSame(weights(resumed), weights(straight));
        }
    }

    @Test
    void aRunThatRetrievesInItsOwnSpaceGoesOnToTheSameWeightsToo() {
        TrainingConfig config = TinyTraining.config(8, 3e-3, 4, 9);
        Path checkpoint = folder.resolve("run.checkpoint");
        try (HapRagModel straight = TinyTraining.embedding(1);
                HapRagModel cut = TinyTraining.embedding(1);
                HapRagModel resumed = TinyTraining.embedding(99)) {
            trainer(straight, config, LossConfig.defaults(), null, new Recorder(-1))
                    .train(FINGERPRINT, false);
            assertThatThrownBy(() -> trainer(cut, config, LossConfig.defaults(), checkpoint, new Recorder(6))
                            .train(FINGERPRINT, false))
                    .isInstanceOf(PowerCut.class);
            trainer(resumed, config, LossConfig.defaults(), checkpoint, new Recorder(-1))
                    .train(FINGERPRINT, true);
            assertSame(weights(resumed), weights(straight));
        }
    }

    private static LossConfig weighted(String kind) {
        if (kind.equals("taught")) return LossPresets.load("rare"); // an auxiliary head and an EMA teacher
        ObjectNode loss = JsonNodeFactory.instance.objectNode();
        loss.putObject("weighting").put("kind", kind);
        return LossConfig.read(loss);
    }

    @Test
    void theSameSeedTrainsToTheSameWeights() {
        TrainingConfig config = TinyTraining.config(5, 3e-3, 5, 9);
        try (HapRagModel a = TinyTraining.fresh(0.1, 1);
                HapRagModel b = TinyTraining.fresh(0.1, 1)) {
            Map<String, float[]> start = weights(a);
            trainer(a, config, LossConfig.defaults(), null, TrainingListener.SILENT)
                    .train(FINGERPRINT, false);
            trainer(b, config, LossConfig.defaults(), null, TrainingListener.SILENT)
                    .train(FINGERPRINT, false);
            assertSame(weights(b), weights(a));
            assertThat(weights(a).get("head.skip")).isNotEqualTo(start.get("head.skip"));
        }
    }

    @Test
    void resumingWithoutACheckpointStartsAnew() {
        TrainingConfig config = TinyTraining.config(4, 3e-3, 4, 9);
        Path checkpoint = folder.resolve("none.checkpoint");
        Recorder recorder = new Recorder(-1);
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            trainer(model, config, LossConfig.defaults(), checkpoint, recorder).train(FINGERPRINT, true);
        }
        assertThat(recorder.losses).hasSize(4);
        assertThat(checkpoint).exists();
    }

    @Test
    void checkpointsOfAnotherRunAndOtherFilesAreRefused() throws IOException {
        TrainingConfig config = TinyTraining.config(4, 3e-3, 4, 9);
        Path checkpoint = folder.resolve("run.checkpoint");
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            Trainer trainer = trainer(model, config, LossConfig.defaults(), checkpoint, TrainingListener.SILENT);
            trainer.train(FINGERPRINT, false);
            assertThatThrownBy(() -> trainer.train("another", true))
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll(checkpoint.toString(), FINGERPRINT, "another", "--resume");
            byte[] file = Files.readAllBytes(checkpoint);
            file[file.length - 1] ^= 1;
            Files.write(checkpoint, file);
            assertThatThrownBy(() -> trainer.train(FINGERPRINT, true)).isInstanceOf(InputException.class);
            model.toFile(Map.of()).write(checkpoint);
            assertThatThrownBy(() -> trainer.train(FINGERPRINT, true))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no checkpoint");
        }
    }

    @Test
    void aCheckpointThatLacksAPartIsRefusedAsDamaged() throws IOException {
        Path checkpoint = folder.resolve("run.checkpoint");
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            Map<String, String> claims = Map.of(
                    "checkpoint.fingerprint", FINGERPRINT, "checkpoint.step", "four", "checkpoint.lossState", "{}");
            model.toFile(claims).write(checkpoint);
            Trainer trainer = trainer(
                    model,
                    TinyTraining.config(4, 3e-3, 4, 9),
                    LossConfig.defaults(),
                    checkpoint,
                    TrainingListener.SILENT);
            assertThatThrownBy(() -> trainer.train(FINGERPRINT, true))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void aRunThatDivergesEndsAsAnInputErrorAndKeepsTheBestWeights() {
        Path checkpoint = folder.resolve("run.checkpoint");
        TrainingConfig config = TinyTraining.config(400, 1e30, 2, 400);
        Recorder recorder = new Recorder(-1);
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            Map<String, float[]> start = weights(model);
            assertThatThrownBy(() -> trainer(model, config, LossConfig.defaults(), checkpoint, recorder)
                            .train(FINGERPRINT, false))
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll("diverged", "learningRate");
            assertThat(recorder.bests.get(0)).isTrue();
            assertSame(weights(model), start);
            if (Files.exists(checkpoint)) {
                ModelFile.read(checkpoint).weights().forEach((name, v) -> {
                    for (float x : v) assertThat(x).as(name).isFinite();
                });
            }
        }
    }

    @Test
    void trainingStopsWhenValidationNoLongerImproves() {
        TrainingConfig config = TinyTraining.config(200, 1, 3, 2);
        Recorder recorder = new Recorder(-1);
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            trainer(model, config, LossConfig.defaults(), null, recorder).train(FINGERPRINT, false);
        }
        int last = recorder.bests.lastIndexOf(true);
        assertThat(recorder.bests).as("two validations without improvement").hasSize(last + 3);
        assertThat(recorder.losses.size()).isLessThan(200).isEqualTo(3 * (recorder.bests.size() - 1));
    }

    @Test
    void aPanelThatCopyingSettlesIsRefused() {
        String[] haplotypes = new String[20];
        java.util.Arrays.fill(haplotypes, "0".repeat(40));
        TrainingRegion settled = TinyTraining.region(TinyPanels.of(haplotypes));
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            Trainer trainer = new Trainer(
                    model,
                    List.of(settled),
                    TinyTraining.config(4, 1e-3, 2, 2),
                    LossConfig.defaults(),
                    1,
                    Optional.empty(),
                    TrainingListener.SILENT);
            assertThatThrownBy(() -> trainer.train(FINGERPRINT, false))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no site is left");
        }
    }

    @Test
    void stepsAndValidationsLeaveNoArrayBehind() {
        try (HapRagModel model = TinyTraining.fresh(0.1, 1)) {
            List<Integer> counts = new ArrayList<>();
            TrainingListener counter = new TrainingListener() {
                @Override
                public void step(long step, double loss, double gradientNorm) {
                    counts.add(model.manager().getManagedArrays().size());
                }
            };
            trainer(model, TinyTraining.config(12, 1e-3, 3, 9), LossConfig.defaults(), null, counter)
                    .train(FINGERPRINT, false);
            assertThat(counts).hasSize(12).containsOnly(counts.get(0));
            assertThat(counts.get(0)).isEqualTo(weights(model).size());
        }
    }
}
