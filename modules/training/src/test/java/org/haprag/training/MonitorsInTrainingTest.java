package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.loss.LossParts;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.weighting.Task;
import org.haprag.model.HapRagModel;
import org.haprag.training.monitor.BatchFigures;
import org.haprag.training.monitor.GroupShare;
import org.haprag.training.monitor.MonitorReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MonitorsInTrainingTest {
    private static final TrainingRegion REGION = TinyTraining.region(TinyTraining.panel());

    @TempDir
    Path folder;

    private static final class Reports implements TrainingListener {
        final List<MonitorReport> heard = new ArrayList<>();
        private final long failAt;

        Reports(long failAt) {
            this.failAt = failAt;
        }

        @Override
        public void step(long step, double loss, double gradientNorm) {
            if (step == failAt) throw new IllegalStateException("power cut");
        }

        @Override
        public void monitored(MonitorReport report) {
            heard.add(report);
        }
    }

    private static LossConfig loss(String yaml) throws Exception {
        return new ObjectMapper(new YAMLFactory())
                .readValue(yaml, LossConfig.class)
                .validate();
    }

    private static Reports train(String yaml, Optional<Path> checkpoint, long failAt, boolean resume) throws Exception {
        Reports reports = new Reports(failAt);
        try (HapRagModel model = TinyTraining.fresh(0, 1)) {
            Trainer trainer = new Trainer(
                    model, List.of(REGION), TinyTraining.config(8, 3e-3, 4, 9), loss(yaml), 5, checkpoint, reports);
            if (failAt < 0) trainer.train("tiny", resume);
            else assertThatThrownBy(() -> trainer.train("tiny", resume)).hasMessage("power cut");
        }
        return reports;
    }

    @Test
    void everyValidationReportsWhereLossAndGradientComeFrom() throws Exception {
        Reports reports = train("hap: {kind: focal, gamma: 5}", Optional.empty(), -1, false);
        assertThat(reports.heard).extracting(MonitorReport::step).containsExactly(0L, 4L, 8L);
        assertThat(reports.heard).extracting(MonitorReport::validations).containsExactly(0, 1, 2);
        assertThat(reports.heard.get(0).batches().batches()).isZero();
        for (MonitorReport r : reports.heard) {
            for (List<GroupShare> groups : List.of(r.byMaf(), r.byDifficulty())) {
                assertThat(groups.stream().mapToDouble(GroupShare::siteShare).sum())
                        .isCloseTo(1, within(1e-9));
                assertThat(groups.stream().mapToDouble(GroupShare::lossShare).sum())
                        .isCloseTo(1, within(1e-9));
                assertThat(groups.stream()
                                .mapToDouble(GroupShare::gradientShare)
                                .sum())
                        .isCloseTo(1, within(1e-9));
            }
            assertThat(r.dataUse()).isGreaterThan(0).isLessThan(.9);
            assertThat(r.meanFocus()).isGreaterThan(0).isLessThan(.5);
            assertThat(r.all().macroF1()).isBetween(0., 1.);
            assertThat(r.all().ece()).isBetween(0., 1.);
            assertThat(Math.abs(r.gap())).isLessThan(1);
            assertThat(r.signs()).isNotEmpty();
        }
        MonitorReport last = reports.heard.get(2);
        assertThat(last.batches().batches()).isEqualTo(4);
        assertThat(last.batches().deviation()).isPositive();
        assertThat(last.batches().taskLosses()).containsOnlyKeys("hap1", "hap2", "gt");
        assertThat(last.bestF1())
                .isEqualTo(reports.heard.get(last.validationsToBestF1()).all().macroF1());
    }

    @Test
    void focusingMovesTheGradientToHardSites() throws Exception {
        MonitorReport plain = train("{}", Optional.empty(), -1, false).heard.get(0);
        MonitorReport focal = train("hap: {kind: focal, gamma: 5}", Optional.empty(), -1, false)
                .heard
                .get(0);
        assertThat(plain.meanFocus()).isEqualTo(1);
        assertThat(focal.dataUse()).isLessThan(plain.dataUse());
        assertThat(focal.byDifficulty().get(0).lossShare())
                .isGreaterThan(plain.byDifficulty().get(0).lossShare());
        assertThat(focal.byDifficulty().get(0).siteShare())
                .as("the same sites")
                .isEqualTo(plain.byDifficulty().get(0).siteShare());
    }

    @Test
    void tasksAreComparedPairByPairOnTheWeightsTheyShare() throws Exception {
        String yaml =
                "{tasks: {kind: reconstruction-b}, auxiliary: {kind: head, consistencyWeight: 0.1, confidence: 0.5}}";
        MonitorReport r = train(yaml, Optional.empty(), -1, false).heard.get(2);
        assertThat(r.gradientCosines()).hasSize(7 * 6 / 2).containsKeys("hap1 hap2", "hap1 recon1", "aux consistency");
        assertThat(r.gradientCosines().values()).allMatch(c -> c >= -1.0001 && c <= 1.0001);
        assertThat(r.gradientCosines().get("recon1 recon2")).isPositive();
        assertThat(r.batches().reconstructionToHaplotype()).isPositive();
        assertThat(r.batches().consistencyShare()).isBetween(0., 1.);
    }

    private static LossParts parts(double hap, double reconstruction, double reconstructionWeight) {
        Map<Task, Double> values = new EnumMap<>(
                Map.of(Task.HAP1, hap, Task.HAP2, hap, Task.RECON1, reconstruction, Task.RECON2, reconstruction));
        Map<Task, Double> weights =
                new EnumMap<>(Map.of(Task.HAP1, 1., Task.HAP2, 1., Task.RECON1, reconstructionWeight, Task.RECON2, 0.));
        return new LossParts(new EnumMap<>(Task.class), values, weights, weights, null, 0, .5, 1);
    }

    @Test
    void batchesGiveTheRatioOfReconstructionTheSpreadOfTheLossAndTheJumpsOfItsWeights() {
        Monitors monitors = new Monitors();
        monitors.step(parts(1, .2, 0)); // total 2
        monitors.step(parts(2, .4, 0)); // total 4
        monitors.step(parts(3, .6, 10)); // total 12: the weights have jumped
        Validation.Outcome outcome = new Validation.Outcome(new ValidationScore(1, 1, 1, 1), new ValidationWatch());
        BatchFigures batches = monitors.report(3, outcome, Map.of(), 0).batches();
        assertThat(batches.batches()).isEqualTo(3);
        assertThat(batches.loss()).isCloseTo(6, within(1e-12));
        assertThat(batches.deviation()).isCloseTo(Math.sqrt(28), within(1e-12));
        assertThat(batches.reconstructionToHaplotype()).isCloseTo(.2, within(1e-12));
        assertThat(batches.consistencyShare()).isEqualTo(.5);
        assertThat(batches.weightJumps()).isEqualTo(1);
        assertThat(monitors.report(6, outcome, Map.of(), 0).batches().batches())
                .as("counted anew after a validation")
                .isZero();
    }

    @Test
    void aResumedRunReportsWhatTheUndisturbedOneDoes() throws Exception {
        Optional<Path> checkpoint = Optional.of(folder.resolve("run.checkpoint"));
        Reports straight = train("{}", Optional.empty(), -1, false);
        train("{}", checkpoint, 6, false);
        Reports rest = train("{}", checkpoint, -1, true);
        assertThat(rest.heard).singleElement().isEqualTo(straight.heard.get(2));
    }
}
