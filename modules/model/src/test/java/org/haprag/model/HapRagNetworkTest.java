package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.retrieval.RetrievedHaplotype;
import org.junit.jupiter.api.Test;

/** The contract of the network's outputs, and what each part of its configuration changes. */
class HapRagNetworkTest {
    private static final TinyCase TINY = new TinyCase(40);

    private static float[] probabilities(NDArray logits) {
        return logits.softmax(-1).toFloatArray();
    }

    @Test
    void outputsHaveTheNamesOfTheContract() {
        assertThat(Arrays.stream(NetworkOutputs.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactly("hap1", "hap2", "gt", "hap1Before", "hap2Before", "hap1After", "hap2After");
    }

    @Test
    void outputsHaveTheShapesOfTheContract() {
        ModelConfig config = TinyCase.config();
        try (HapRagModel model = TinyCase.model(config, 1);
                NDManager manager = model.manager().newSubManager()) {
            NetworkOutputs out = TINY.run(model, manager, false);
            long l = TINY.rows();
            assertThat(out.hap1().getShape()).isEqualTo(new Shape(TinyCase.TARGETS, l, 2));
            assertThat(out.hap2().getShape()).isEqualTo(new Shape(TinyCase.TARGETS, l, 2));
            assertThat(out.gt().getShape()).isEqualTo(new Shape(TinyCase.TARGETS, l, 4));
            Shape embedding = new Shape(TinyCase.TARGETS, l, config.width());
            for (NDArray a : List.of(out.hap1Before(), out.hap2Before(), out.hap1After(), out.hap2After())) {
                assertThat(a.getShape()).isEqualTo(embedding);
                assertThat(a.getDataType()).isEqualTo(DataType.FLOAT32);
                for (float v : a.toFloatArray()) assertThat(v).isFinite();
            }
            for (NDArray a : List.of(out.hap1(), out.hap2(), out.gt())) {
                for (float v : a.toFloatArray()) assertThat(v).isFinite();
            }
        }
    }

    @Test
    void headsAreLogitsThatSoftmaxMustStillBeAppliedTo() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1);
                NDManager manager = model.manager().newSubManager()) {
            float[] hap1 = TINY.run(model, manager, false).hap1().toFloatArray();
            float least = 0;
            for (int i = 0; i < hap1.length; i += 2) least = Math.min(least, Math.min(hap1[i], hap1[i + 1]));
            assertThat(least).as("a probability is never below 0, a logit is").isLessThan(-2);
        }
    }

    @Test
    void theGenotypeStartsAsTheProductOfTheHaplotypes() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1);
                NDManager manager = model.manager().newSubManager()) {
            NetworkOutputs out = TINY.run(model, manager, false);
            float[] p1 = probabilities(out.hap1());
            float[] p2 = probabilities(out.hap2());
            float[] gt = probabilities(out.gt());
            for (int i = 0; i < TinyCase.TARGETS * TINY.rows(); i++) {
                int site = TINY.panel.siteOfRow(i % TINY.rows());
                float rest = 1 - gt[4 * i + 3];
                if (!TINY.panel.site(site).multiAllelic()) assertThat(rest).isCloseTo(1, within(1e-6f));
                float a = p1[2 * i + 1];
                float b = p2[2 * i + 1];
                assertThat(gt[4 * i] / rest).isCloseTo((1 - a) * (1 - b), within(2e-5f));
                assertThat(gt[4 * i + 1] / rest).isCloseTo(a * (1 - b) + b * (1 - a), within(2e-5f));
                assertThat(gt[4 * i + 2] / rest).isCloseTo(a * b, within(2e-5f));
            }
        }
    }

    @Test
    void twoDifferentAltsAreLikelyOnlyWhereTheOtherHaplotypeCarriesTheOtherAlt() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1);
                NDManager manager = model.manager().newSubManager()) {
            float[] gt = probabilities(TINY.run(model, manager, false).gt());
            float multiAllelic = 0;
            for (int i = 0; i < TinyCase.TARGETS * TINY.rows(); i++) {
                boolean multi =
                        TINY.panel.site(TINY.panel.siteOfRow(i % TINY.rows())).multiAllelic();
                if (multi) multiAllelic = Math.max(multiAllelic, gt[4 * i + 3]);
                else assertThat(gt[4 * i + 3]).isLessThan(1e-6f);
            }
            assertThat(multiAllelic).isGreaterThan(1e-6f);
        }
    }

    @Test
    void withoutNeighboursAFreshNetworkKeepsTheMeanCopyingProbability() {
        ModelConfig config = TinyCase.config(1, 0, true, 0);
        try (HapRagModel model = TinyCase.model(config, 1);
                NDManager manager = model.manager().newSubManager()) {
            assertThat(model.network().parameters().names())
                    .noneMatch(n -> n.startsWith("fusion.") && !n.equals("fusion.strength"));
            float[] p = probabilities(TINY.run(model, manager, false).hap2());
            for (int target = 0; target < TinyCase.TARGETS; target++) {
                RetrievedHaplotype r = TINY.retrieved[2 * target + 1];
                for (int row = 0; row < TINY.rows(); row++) {
                    double mean = Settled.probability(r.copying(), row, r.scaleCount());
                    assertThat((double) p[2 * (target * TINY.rows() + row) + 1])
                            .isCloseTo(mean, within(2 * HapRagNetwork.LEAST_PROBABILITY));
                }
            }
        }
    }

    @Test
    void withoutLayersATokenKnowsNothingOfTheOthers() {
        assertThat(tokensChangedByTheFirstAllele(0)).isEqualTo(1);
        assertThat(tokensChangedByTheFirstAllele(1)).isEqualTo(TinyCase.TYPED);
    }

    private static int tokensChangedByTheFirstAllele(int layers) {
        ModelConfig config = TinyCase.config(layers, 0, true, 0);
        try (HapRagModel model = TinyCase.model(config, 1);
                NDManager manager = model.manager().newSubManager()) {
            TinyCase.disturb(model, 0.1, 6);
            TypedInputs in = TINY.typed(config, manager);
            float[] before = model.network().encode(in, false).anchors().toFloatArray();
            long[] alleles = in.alleles().toLongArray();
            alleles[0] = alleles[0] == 1 ? 0 : 1;
            in.alleles().set(java.nio.LongBuffer.wrap(alleles));
            float[] after = model.network().encode(in, false).anchors().toFloatArray();
            int changed = 0;
            for (int token = 0; token < before.length / config.width(); token++) {
                int at = token * config.width();
                float most = 0;
                for (int d = at; d < at + config.width(); d++) most = Math.max(most, Math.abs(after[d] - before[d]));
                if (most > 1e-6f) changed++;
            }
            return changed;
        }
    }

    @Test
    void theMafResidualWeighsTheFusedEmbeddingByTheClampedInverseOfMaf() {
        float[] none = after(false, 0);
        float[] plain = after(false, 0.1f);
        float[] weighted = after(true, 0.1f);
        int width = TinyCase.config().width();
        boolean clamped = false;
        boolean free = false;
        for (int i = 0; i < none.length; i++) {
            int target = i / width / TINY.rows();
            double af = TINY.retrieved[2 * target].frequency()[i / width % TINY.rows()];
            double inverse = 1 / (Math.min(af, 1 - af) + 1e-6);
            clamped |= inverse > 10;
            free |= inverse < 9;
            assertThat((double) weighted[i] - none[i])
                    .isCloseTo(Math.min(10, inverse) * (plain[i] - none[i]), within(2e-4));
        }
        assertThat(clamped && free).isTrue();
    }

    /** hap1After of a network without neighbours, where nothing but the last residual depends on MAF. */
    private static float[] after(boolean mafResidual, float strength) {
        try (HapRagModel model = TinyCase.model(TinyCase.config(1, 0, mafResidual, 0), 1);
                NDManager manager = model.manager().newSubManager()) {
            model.network().parameters().set(java.util.Map.of("fusion.strength", new float[] {strength}));
            return TINY.run(model, manager, false).hap1After().toFloatArray();
        }
    }

    @Test
    void mixingByTheCallerGivesWhatTheNetworkMixes() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            assertBothMixingsAgree(model, 1e-5f);
            // Near probability 1 a float's last bit is 0.6 % of the odds' least 1e-5; a disturbed network passes that
            // on.
            TinyCase.disturb(model, 0.3, 4);
            assertBothMixingsAgree(model, 5e-4f);
        }
    }

    private static void assertBothMixingsAgree(HapRagModel model, float tolerance) {
        ModelConfig config = model.network().config();
        try (NDManager manager = model.manager().newSubManager()) {
            HapRagNetwork.Encoded encoded = model.network().encode(TINY.typed(config, manager), false);
            NetworkOutputs inside = model.network().decode(encoded, TINY.sites(config, List.of(), manager));
            List<PanelMixer> mixers =
                    mixers(config, encoded.weights().orElseThrow().toFloatArray());
            NetworkOutputs outside = model.network().decode(encoded, TINY.sites(config, mixers, manager));
            assertClose(outside.gt().softmax(-1), inside.gt().softmax(-1), tolerance);
            assertClose(outside.hap1().softmax(-1), inside.hap1().softmax(-1), tolerance);
            assertClose(outside.hap2().softmax(-1), inside.hap2().softmax(-1), tolerance);
            assertClose(outside.hap2After(), inside.hap2After(), 1e-5f);
        }
    }

    private static List<PanelMixer> mixers(ModelConfig config, float[] weights) {
        int each = weights.length / (2 * TinyCase.TARGETS);
        int[] places = IntStream.range(0, TinyCase.TYPED).toArray();
        return IntStream.range(0, 2 * TinyCase.TARGETS)
                .mapToObj(h -> new PanelMixer(
                        TINY.typedPanel,
                        TINY.retrieved[h],
                        Arrays.copyOfRange(weights, h * each, (h + 1) * each),
                        places,
                        config.neighbours(),
                        config.fusionHeads()))
                .toList();
    }

    private static void assertClose(NDArray found, NDArray expected, float tolerance) {
        float[] a = found.toFloatArray();
        float[] b = expected.toFloatArray();
        assertThat(a).hasSameSizeAs(b);
        for (int i = 0; i < a.length; i++) assertThat(a[i]).isCloseTo(b[i], within(tolerance));
    }

    @Test
    void dropoutActsInTrainingOnly() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(1, 6, true, 0.3), 1);
                NDManager manager = model.manager().newSubManager()) {
            TinyCase.disturb(model, 0.1, 7);
            float[] still = TINY.run(model, manager, false).hap1After().toFloatArray();
            assertThat(TINY.run(model, manager, false).hap1After().toFloatArray())
                    .containsExactly(still);
            assertThat(TINY.run(model, manager, true).hap1After().toFloatArray())
                    .isNotEqualTo(still);
        }
    }

    @Test
    void aTargetsOutputsDoNotDependOnWhoSharesItsBatch() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1);
                NDManager manager = model.manager().newSubManager()) {
            TinyCase.disturb(model, 0.3, 4);
            ModelConfig config = model.network().config();
            float[] together = TINY.run(model, manager, false).gt().softmax(-1).toFloatArray();
            TypedBatch typed = new TypedBatch(config, 2, 2 * TinyCase.TYPED);
            SiteBatch sites = new SiteBatch(config, SiteBatch.Mixing.IN_NETWORK, 2 * TINY.rows());
            for (int h = 2; h < 4; h++) {
                typed.add(
                        TINY.typedPanel, TINY.targets, h, TINY.retrieved[h], 0, TinyCase.allTyped(), 0, TinyCase.TYPED);
            }
            for (int row = 0; row < TINY.rows(); row++) {
                int interval = TINY.typedPanel.intervalOfRow(row);
                int left = TINY.typedPanel.leftTyped(interval);
                for (int h = 0; h < 2; h++) sites.add(TINY.target(1), row, interval, h, h * TinyCase.TYPED + left, 0);
            }
            NetworkOutputs alone = model.network()
                    .decode(model.network().encode(typed.toInputs(manager), false), sites.toInputs(manager, 1));
            float[] gt = alone.gt().softmax(-1).toFloatArray();
            for (int i = 0; i < gt.length; i++) {
                assertThat(gt[i]).isCloseTo(together[together.length / 2 + i], within(1e-5f));
            }
        }
    }
}
