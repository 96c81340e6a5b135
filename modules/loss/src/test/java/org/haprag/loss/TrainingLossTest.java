package org.haprag.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.haprag.loss.LossInputs.Auxiliary;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.config.MafWeightConfig;
import org.haprag.loss.criterion.CrossEntropy;
import org.haprag.loss.criterion.Focal;
import org.haprag.loss.criterion.HiddenSites;
import org.haprag.loss.criterion.Reconstruction;
import org.haprag.loss.criterion.SiteWeights;
import org.haprag.loss.weighting.Task;
import org.haprag.model.NetworkOutputs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The composition: weights of tasks, switches, reductions, monitors. */
class TrainingLossTest {
    private static final String AUXILIARY =
            "auxiliary: {kind: head, criterion: {kind: asymmetric}, distillWeight: .2, consistencyWeight: .1}\n";

    private final NDManager manager = NDManager.newBaseManager();
    private LossInputs batch;

    @BeforeEach
    void open() {
        batch = LossBatch.of(manager, 100);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static LossConfig config(String yaml) {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readValue(yaml, LossConfig.class)
                    .validate();
        } catch (IOException e) {
            throw new IllegalStateException(yaml, e);
        }
    }

    private LossInputs without(Optional<Auxiliary> auxiliary, Optional<LossInputs.HapPair> truth) {
        return new LossInputs(batch.outputs(), batch.labels(), batch.mask(), batch.maf(), auxiliary, truth);
    }

    private NetworkOutputs withLogits(NDArray hap1, NDArray hap2, NDArray gt) {
        NetworkOutputs out = batch.outputs();
        return new NetworkOutputs(hap1, hap2, gt, out.hap1Before(), out.hap2Before(), out.hap1After(), out.hap2After());
    }

    private LossParts compute(String yaml) {
        return new TrainingLoss(config(yaml), 1).compute(manager, batch, 0);
    }

    @Test
    void theDefaultIsCrossEntropyOnBothHaplotypesAndAQuarterOnTheGenotype() {
        LossParts parts = new TrainingLoss(LossConfig.defaults(), 1).compute(manager, batch, 0);
        assertThat(parts.values().keySet()).containsExactly(Task.HAP1, Task.HAP2, Task.GT);
        HiddenSites hidden = HiddenSites.of(batch.mask());
        double hap1 = hidden.mean(new CrossEntropy()
                        .perSite(batch.outputs().hap1(), batch.labels().hap1(), 0))
                .getFloat();
        assertThat(parts.values().get(Task.HAP1)).isCloseTo(hap1, within(1e-6));
        double expected = parts.values().get(Task.HAP1)
                + parts.values().get(Task.HAP2)
                + .25 * parts.values().get(Task.GT);
        assertThat((double) parts.total().getFloat()).isCloseTo(expected, within(1e-5));
        assertThat(parts.totalValue()).isCloseTo(expected, within(1e-6));
        assertThat(parts.consistencyShare()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "hap: {kind: focal}\nmafWeight: {kind: inverse}",
                "hap: {kind: focal-dice}",
                "hap: {kind: mmce}",
                "tasks: {kind: reconstruction-b}",
                AUXILIARY
            })
    void repeatingTheBatchLeavesTheMeanLossAlone(String yaml) {
        double once = compute(yaml).totalValue();
        double twice = new TrainingLoss(config(yaml), 1)
                .compute(manager, LossBatch.twice(batch), 0)
                .totalValue();
        assertThat(twice).isCloseTo(once, within(1e-5));
    }

    @Test
    void theSumIsTheMeanTimesTheHiddenSitesExceptForReconstruction() {
        String tasks = "tasks: {kind: reconstruction-b}\n";
        LossParts mean = compute(tasks);
        LossParts sum = compute(tasks + "reduction: sum");
        assertThat(mean.hiddenSites()).isEqualTo((long) batch.mask().sum().getFloat());
        for (Task task : List.of(Task.HAP1, Task.GT))
            assertThat(sum.values().get(task)).isCloseTo(mean.values().get(task) * mean.hiddenSites(), within(1e-3));
        assertThat(sum.values().get(Task.RECON1)).isEqualTo(mean.values().get(Task.RECON1));
    }

    @Test
    void valuesAtSitesThatAreNotHiddenDoNotMatter() {
        double before = compute(AUXILIARY).totalValue();
        NDArray shown = batch.mask().neg().add(1).expandDims(-1);
        batch.outputs().hap1().addi(shown.mul(7f));
        batch.outputs().gt().subi(shown.mul(manager.create(new float[] {1, 2, 3, 4})));
        assertThat(compute(AUXILIARY).totalValue()).isCloseTo(before, within(1e-6));
    }

    @Test
    void reconstructionAJumpsTenfoldWhenEitherReconstructionFallsToItsThreshold() {
        LossParts above = compute("tasks: {kind: reconstruction-a}");
        assertThat(above.weights().values()).containsExactly(.2, .2, .3, .15, .15);
        double least = Math.min(above.values().get(Task.RECON1), above.values().get(Task.RECON2));
        LossParts below = compute("tasks: {kind: reconstruction-a, threshold: " + (least + 1e-3) + "}");
        assertThat(below.weights().values()).containsExactly(3., 3., 4., 0., 0.);
        double expected = 3 * below.values().get(Task.HAP1)
                + 3 * below.values().get(Task.HAP2)
                + 4 * below.values().get(Task.GT);
        assertThat((double) below.total().getFloat()).isCloseTo(expected, within(1e-4));
    }

    @Test
    void namedTasksHaveTheirWeightsAndTwoOfThemHaveTwoNames() {
        assertThat(compute("tasks: {kind: reconstruction-b}").weights().values())
                .containsExactly(.25, .25, .4, .05, .05);
        assertThat(compute("tasks: {kind: reconstruction-c}").weights().values())
                .containsExactly(.3, .3, .4);
        assertThat(compute("tasks: {kind: fixed-5a}").totalValue())
                .isEqualTo(compute("tasks: {kind: reconstruction-b}").totalValue());
        assertThat(compute("tasks: {kind: fixed-5b}").totalValue())
                .isEqualTo(compute("tasks: {kind: reconstruction-c}").totalValue());
        assertThat(compute("tasks: {kind: contrastive}").weights())
                .containsEntry(Task.INFO_NCE, .1)
                .containsEntry(Task.GT, .3);
    }

    @Test
    void configurationDReconstructsTheTrueAllelesInsteadOfTheMaskedInput() {
        LossParts d = compute("tasks: {kind: reconstruction-d}");
        HiddenSites hidden = HiddenSites.of(batch.mask());
        double truth = Reconstruction.mse(
                        batch.outputs().hap1After(), batch.truth().orElseThrow().hap1(), hidden)
                .getFloat();
        assertThat(d.values().get(Task.RECON1)).isCloseTo(truth, within(1e-6));
        assertThatThrownBy(() -> new TrainingLoss(config("tasks: {kind: reconstruction-d}"), 1)
                        .compute(manager, without(batch.auxiliary(), Optional.empty()), 0))
                .hasMessageContaining("needs input truth");
    }

    @Test
    void theAuxiliaryHeadAddsItsLossDistillationAndConsistency() {
        LossParts parts = compute(AUXILIARY);
        assertThat(parts.weights())
                .containsEntry(Task.AUX, .3)
                .containsEntry(Task.DISTILL, .2)
                .containsEntry(Task.CONSISTENCY, .1);
        assertThat(parts.consistencyShare()).isBetween(.01, .99);
        Optional<Auxiliary> headAlone = batch.auxiliary().map(a -> new Auxiliary(a.logits(), Optional.empty()));
        assertThatThrownBy(() ->
                        new TrainingLoss(config(AUXILIARY), 1).compute(manager, without(headAlone, batch.truth()), 0))
                .hasMessageContaining("needs input teacher");
        assertThatThrownBy(() -> new TrainingLoss(config(AUXILIARY), 1)
                        .compute(manager, without(Optional.empty(), batch.truth()), 0))
                .hasMessageContaining("needs input auxiliary");
    }

    @Test
    void aHiddenSiteWithoutALabelIsAnErrorAndNotMissing() {
        LossConfig config = LossConfig.defaults();
        batch.labels().hap2().addi(manager.ones(LossBatch.SHAPE).mul(5));
        assertThatThrownBy(() -> new TrainingLoss(config, 1).compute(manager, batch, 0))
                .hasMessageContaining(
                        "hap2Label of " + (long) batch.mask().sum().getFloat() + " hidden sites");
    }

    @Test
    void softAdaptAndUncertaintyWeighTheTotal() {
        LossParts soft = compute("weighting: {kind: soft-adapt}");
        assertThat(soft.weights().get(Task.GT)).isCloseTo(.25 / 3, within(1e-12));
        TrainingLoss loss = new TrainingLoss(config("weighting: {kind: uncertainty, learningRate: .1}"), 1);
        loss.compute(manager, batch, 0);
        LossParts second = loss.compute(manager, batch, 0);
        assertThat(second.offset()).isNotZero();
        assertThat(second.totalValue() - second.offset())
                .isCloseTo(second.total().getFloat(), within(1e-5));
    }

    @Test
    void validationTeachesTheSchemesNothing() {
        TrainingLoss loss =
                new TrainingLoss(config("weighting: {kind: uncertainty}\nhap: {kind: focal, adaptiveAlpha: true}"), 1);
        loss.evaluate(manager, batch, 0);
        assertThat(loss.state().get("weighting")).containsOnly(0);
        assertThat(loss.state().get("hapClasses")).containsOnly(0);
        loss.compute(manager, batch, 0);
        assertThat(loss.state().get("weighting")).doesNotContain(0);
        double[] counts = loss.state().get("hapClasses");
        assertThat(counts[0] + counts[1]).isEqualTo(2 * batch.mask().sum().getFloat());
    }

    @Test
    void aSavedStateContinuesTheSameRun() {
        LossConfig config = config("weighting: {kind: uncertainty}\nhap: {kind: focal, adaptiveAlpha: true}");
        TrainingLoss first = new TrainingLoss(config, 1);
        for (int i = 0; i < 3; i++) first.compute(manager, batch, i);
        TrainingLoss second = new TrainingLoss(config, 1);
        second.restore(first.state());
        assertThat(second.compute(manager, batch, 3).totalValue())
                .isEqualTo(first.compute(manager, batch, 3).totalValue());
    }

    @Test
    void gradientsByTaskAddUpToTheGradientOfTheTotal() {
        NDArray w = Tensors.gaussian(manager, 5, 1, new Shape(2));
        w.setRequiresGradient(true);
        LossConfig config = LossConfig.defaults();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NetworkOutputs out = batch.outputs();
            LossInputs in = new LossInputs(
                    withLogits(out.hap1().mul(w), out.hap2().mul(w), out.gt().mul(w.sum())),
                    batch.labels(),
                    batch.mask(),
                    batch.maf());
            LossParts parts = new TrainingLoss(config, 1).compute(manager, in, 0);
            float[][] byTask = parts.gradients(List.of(w));
            assertThat(w.getGradient().toFloatArray()).containsOnly(0f);
            collector.backward(parts.totalWith(new double[] {1, 1, 2}));
            float[] total = w.getGradient().toFloatArray();
            for (int i = 0; i < 2; i++)
                assertThat(byTask[0][i] + byTask[1][i] + 2 * byTask[2][i]).isCloseTo(total[i], within(1e-5f));
        }
    }

    @Test
    void siteDetailAddsUpToTheLossAndHasItsGradient() {
        TrainingLoss loss = new TrainingLoss(config("hap: {kind: focal}\nmafWeight: {kind: step}"), 1);
        double value = loss.evaluate(manager, batch, 0).values().get(Task.HAP1);
        SiteDetail detail = loss.detail(manager, batch, Task.HAP1, 0);
        assertThat((double) detail.loss().sum().getFloat()).isCloseTo(value, within(1e-5));
        float[] byEngine = Tensors.gradient(batch.outputs().hap1(), x -> {
            HiddenSites hidden = HiddenSites.of(batch.mask());
            SiteWeights weights = new MafWeightConfig.Step().weights(batch.maf(), hidden);
            return hidden.mean(
                    weights.weigh(new Focal(2).perSite(x, batch.labels().hap1(), 0)));
        });
        double sum = 0;
        for (float g : byEngine) sum += Math.abs(g);
        assertThat((double) detail.gradient().sum().getFloat()).isCloseTo(sum, within(1e-5));
        float[] logits = batch.outputs().hap1().toFloatArray();
        double alt = 1 / (1 + Math.exp(logits[0] - logits[1]));
        double expected = batch.labels().hap1().getFloat(0, 0) == 1 ? alt : 1 - alt;
        assertThat((double) detail.pt().getFloat(0, 0)).isCloseTo(expected, within(1e-5));
    }

    @Test
    void everythingComputedInAStepIsFreedWithItsManagerAndStaysFloat32() {
        TrainingLoss loss = new TrainingLoss(config("hap: {kind: focal-dice}\n" + AUXILIARY), 1);
        int before = manager.getManagedArrays().size();
        for (int step = 0; step < 3; step++) {
            try (NDManager scratch = manager.newSubManager()) {
                LossInputs in = LossBatch.of(scratch, step);
                LossParts parts = loss.compute(scratch, in, 0);
                loss.detail(scratch, in, Task.GT, 0);
                assertThat(parts.total().getDataType()).isEqualTo(DataType.FLOAT32);
            }
        }
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void shapesThatDoNotFitAreRefusedWithBoth() {
        NetworkOutputs out = withLogits(
                batch.outputs().hap1().get(":, 1:"),
                batch.outputs().hap2(),
                batch.outputs().gt());
        assertThatThrownBy(() -> new LossInputs(out, batch.labels(), batch.mask(), batch.maf()))
                .hasMessage("hap1 must be (3, 6, 2), found (3, 5, 2)");
    }

    @Test
    void autoMustBeResolvedFirst() {
        assertThatThrownBy(() -> new TrainingLoss(config("scenario: auto"), 1)).hasMessageContaining("resolved");
    }
}
