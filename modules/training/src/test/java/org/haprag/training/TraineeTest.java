package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haprag.loss.LossInputs;
import org.haprag.loss.TrainingLoss;
import org.haprag.loss.config.LossConfig;
import org.haprag.model.HapRagModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TraineeTest {
    private static TrainingBatch batch;
    private static HapRagModel model;

    @BeforeAll
    static void makeBatch() throws InterruptedException {
        TrainingRegion region = TinyTraining.region(TinyTraining.panel());
        TrainingConfig config = TinyTraining.config(4, 1e-3, 4, 1);
        model = TinyTraining.fresh(0, 1);
        EpochRetrieval retrieval = new FixedRetrieval(TinyTraining.retrieval().retriever());
        try (BatchSource source =
                new BatchSource(java.util.List.of(region), retrieval, TinyTraining.model(0), config, 3, 0)) {
            batch = source.next();
        }
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static LossConfig loss(String yaml) throws Exception {
        return new ObjectMapper(new YAMLFactory())
                .readValue(yaml, LossConfig.class)
                .validate();
    }

    private static LossInputs.HapPair teacher(LossInputs in) {
        return in.auxiliary().orElseThrow().teacher().orElseThrow();
    }

    private static Map<String, float[]> shifted(Map<String, float[]> values, float by) {
        Map<String, float[]> out = new LinkedHashMap<>();
        values.forEach((name, v) -> {
            float[] w = v.clone();
            for (int i = 0; i < w.length; i++) w[i] += by;
            out.put(name, w);
        });
        return out;
    }

    @Test
    void theTeacherStartsAsTheStudentAndFollowsItSlowly() throws Exception {
        Trainee trainee = new Trainee(model, loss("auxiliary: {kind: head, distillWeight: 1, emaDecay: 0.5}"));
        Map<String, float[]> start = trainee.values();
        try (NDManager manager = model.manager().newSubManager()) {
            LossInputs in = trainee.forward(manager, batch, false);
            float[] before = teacher(in).hap2().toFloatArray();
            assertThat(before).containsExactly(in.outputs().hap2().toFloatArray());
            Map<String, float[]> moved = shifted(start, 0.5f);
            trainee.set(moved);
            trainee.learn(moved);
            LossInputs later = trainee.forward(manager, batch, false);
            assertThat(teacher(later).hap2().toFloatArray())
                    .isNotEqualTo(before)
                    .isNotEqualTo(later.outputs().hap2().toFloatArray());
            float halfWay = start.get("head.skip")[0] + 0.25f;
            assertThat(trainee.teacher().orElseThrow().weights().get("head.skip")[0])
                    .isCloseTo(halfWay, within(1e-6f));
        } finally {
            trainee.set(start);
        }
    }

    @Test
    void onlyTheStudentAndItsAuxiliaryHeadGetGradientsOfAuxiliaryLosses() throws Exception {
        LossConfig config = loss("auxiliary: {kind: head, distillWeight: 1, consistencyWeight: 1, confidence: 0.51}");
        Trainee trainee = new Trainee(model, config);
        trainee.requireGradients();
        try (NDManager manager = model.manager().newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(new TrainingLoss(config, 1)
                    .compute(manager, trainee.forward(manager, batch, true), 0)
                    .total());
        }
        Map<String, float[]> gradients = trainee.takeGradients();
        assertThat(gradients.keySet())
                .containsExactlyElementsOf(trainee.values().keySet())
                .endsWith("auxiliary.weight", "auxiliary.bias");
        assertThat(AdamW.norm(Map.of("auxiliary.weight", gradients.get("auxiliary.weight"))))
                .isPositive();
        assertThat(AdamW.norm(trainee.takeGradients())).as("taken once").isZero();
    }

    @Test
    void theTrueEmbeddingIsThatOfATokenWithTheTrueAlleles() throws Exception {
        Trainee trainee = new Trainee(model, loss("tasks: {kind: reconstruction-d}"));
        try (NDManager manager = model.manager().newSubManager()) {
            LossInputs in = trainee.forward(manager, batch, false);
            float[] truth = in.truth().orElseThrow().hap1().toFloatArray();
            float[] unknown = in.outputs().hap1Before().toFloatArray();
            float[] own = trainee.values().get("embedding.allele");
            float[] other = trainee.values().get("embedding.other");
            int width = TinyTraining.model(0).width();
            for (int row = 0; row < batch.mask().length; row++) {
                int allele = (int) batch.alt1()[row];
                int otherAllele = (int) batch.alt2()[row];
                for (int d = 0; d < width; d++) {
                    float step = own[allele * width + d]
                            - own[2 * width + d]
                            + other[otherAllele * width + d]
                            - other[2 * width + d];
                    assertThat(truth[row * width + d] - unknown[row * width + d])
                            .as("row %d, dimension %d", row, d)
                            .isCloseTo(step, within(1e-5f));
                }
            }
            assertThat(batch.alt1()).contains(0f).contains(1f);
        }
    }

    @Test
    void anAuxiliaryHeadWithoutDistillationHasNoTeacher() throws Exception {
        Trainee trainee = new Trainee(model, loss("auxiliary: {kind: head}"));
        try (NDManager manager = model.manager().newSubManager()) {
            LossInputs in = trainee.forward(manager, batch, false);
            assertThat(in.auxiliary().orElseThrow().teacher()).isEmpty();
            assertThat(trainee.teacher()).isEmpty();
        }
    }

    @Test
    void whatTheLossDoesNotAskForIsNotComputed() {
        Trainee trainee = new Trainee(model, LossConfig.defaults());
        try (NDManager manager = model.manager().newSubManager()) {
            LossInputs in = trainee.forward(manager, batch, false);
            assertThat(in.auxiliary()).isEmpty();
            assertThat(in.truth()).isEmpty();
            assertThat(trainee.values().keySet())
                    .containsExactlyElementsOf(model.network().parameters().names());
        }
    }
}
