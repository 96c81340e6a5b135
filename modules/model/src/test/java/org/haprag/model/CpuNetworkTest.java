package org.haprag.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;
import org.haprag.testkit.Mosaics;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel against the engine, with random values for every weight, those that training starts at 0 too. */
class CpuNetworkTest {
    /** Of log odds, logits and embeddings, relative to their size and to 1, whichever is larger: rounding and no more. */
    private static final double TOLERANCE = 1e-5;

    private static final int SITES = 400;
    private static final int TYPED = 90;

    /** The panel has 12 haplotypes: so many neighbours that some are absent. */
    private static final int TOO_MANY = 16;

    static Stream<ModelConfig> architectures() {
        ModelConfig d = ModelConfig.defaults();
        return Stream.of(
                d,
                new ModelConfig(128, 8, 4, 64, 1, 1, 1, 16, 32, true, 0), // configs/baseline-snvbert.yaml
                new ModelConfig(32, 0, 2, 64, 4, 3, 4, 16, 32, true, 0),
                new ModelConfig(32, 1, 2, 64, 0, 3, 4, 16, 32, true, 0),
                new ModelConfig(32, 0, 2, 64, 0, 3, 4, 16, 32, false, 0),
                new ModelConfig(8, 3, 2, 16, 6, 3, 3, 6, 8, false, 0),
                new ModelConfig(6, 2, 3, 10, TOO_MANY, 2, 1, 5, 7, true, 0),
                new ModelConfig(3, 1, 3, 7, 2, 1, 2, 3, 2, true, 0),
                new ModelConfig(24, 2, 1, 100, 6, 4, 5, 9, 11, true, 0.1));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void givesWhatTheEngineGives(ModelConfig config) {
        Case someCase = new Case(config);
        try (HapRagModel engine = randomised(config, 1 / Math.sqrt(config.width()), 5);
                CpuNetwork kernel = CpuNetwork.of(engine.toFile(Map.of()), "test")) {
            Found expected = someCase.predict(engine, Optional.empty());
            Found found = someCase.predict(kernel, Optional.of(expected.weights));
            assertTrue(spread(expected.odds) > 0.1, "the weights do not matter");
            assertNear(expected.weights, found.weights, "weights of neighbours");
            assertNear(expected.odds, found.odds, "log odds");
            assertNear(expected.genotypes, found.genotypes, "genotypes");
            Found again = someCase.predict(kernel, Optional.of(expected.weights));
            assertEquals(List.of(boxed(found.odds)), List.of(boxed(again.odds)), "what was computed before stays");
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void embedsAsTheEngineDoes(ModelConfig config) {
        try (HapRagModel engine = randomised(config, 1 / Math.sqrt(config.width()), 6);
                CpuNetwork kernel = CpuNetwork.of(engine.toFile(Map.of()), "test")) {
            Random random = new Random(1);
            int width = 13;
            byte[] tokens = new byte[90 * width];
            for (int i = 0; i < tokens.length; i++) tokens[i] = (byte) random.nextInt(3);
            float[] cm = new float[width];
            for (int i = 0; i < width; i++) cm[i] = 0.3f * (i - width / 2);
            float[] expected = engine.embedder().embed(tokens, cm);
            float[] found = kernel.embedder().embed(tokens, cm);
            float largest = 1;
            for (float v : expected) largest = Math.max(largest, Math.abs(v));
            for (int i = 0; i < expected.length; i++) assertEquals(expected[i], found[i], TOLERANCE * largest);
        }
    }

    @Test
    void refusesAFileWithoutAWeight() {
        Map<String, float[]> weights = weights();
        weights.remove("encoder.0.feed.narrow.bias");
        assertRefused("no tensor encoder.0.feed.narrow.bias", weights);
    }

    @Test
    void refusesAWeightThatNobodyAsksFor() {
        Map<String, float[]> weights = weights();
        weights.put("encoder.7.feed.narrow.bias", new float[8]);
        assertRefused("an unknown tensor encoder.7.feed.narrow.bias", weights);
    }

    @Test
    void refusesAWeightOfAnotherSizeAndOneThatIsNoNumber() {
        Map<String, float[]> weights = weights();
        weights.put("fusion.prior", new float[2]);
        assertRefused("tensor fusion.prior of 2 values for 3", weights);
        weights.put("fusion.prior", new float[] {1, Float.NaN, 1});
        assertRefused("tensor fusion.prior with NaN", weights);
    }

    private static Map<String, float[]> weights() {
        try (HapRagModel model = TinyCase.model(TinyCase.config(), 1)) {
            return new LinkedHashMap<>(model.network().parameters().values());
        }
    }

    private static void assertRefused(String found, Map<String, float[]> weights) {
        ModelFile file = new ModelFile(TinyCase.manifest(TinyCase.config()), weights);
        InputException e = assertThrows(InputException.class, () -> CpuNetwork.of(file, "m.safetensors"));
        assertTrue(e.getMessage().contains("m.safetensors") && e.getMessage().contains(found), e.getMessage());
    }

    private static HapRagModel randomised(ModelConfig config, double deviation, long seed) {
        HapRagModel model = HapRagModel.random(manifest(config), seed);
        TinyCase.disturb(model, deviation, seed);
        return model;
    }

    private static ModelManifest manifest(ModelConfig config) {
        return new ModelManifest(ModelFile.FORMAT_VERSION, config, retrieval(config), Map.of());
    }

    private static RetrievalConfig retrieval(ModelConfig config) {
        RetrievalConfig d = RetrievalConfig.defaults();
        List<Double> scales =
                Stream.iterate(3.0, s -> 3 * s).limit(config.scales()).toList();
        return new RetrievalConfig(
                d.kind(),
                scales,
                config.middleScale(),
                d.mismatch(),
                Math.max(1, config.neighbours()),
                d.exactUpTo(),
                d.matchesPerSide(),
                d.blockSites(),
                d.selectionsPerBlock());
    }

    private static double spread(float[] x) {
        double sum = 0;
        double squares = 0;
        for (float v : x) {
            sum += v;
            squares += (double) v * v;
        }
        return Math.sqrt(squares / x.length - sum / x.length * (sum / x.length));
    }

    private static Float[] boxed(float[] x) {
        Float[] out = new Float[x.length];
        for (int i = 0; i < x.length; i++) out[i] = x[i];
        return out;
    }

    private static void assertNear(float[] expected, float[] found, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs(expected[i] - found[i]) / Math.max(1, Math.abs(expected[i]));
            assertTrue(difference <= TOLERANCE, what + " " + i + ": " + expected[i] + " and " + found[i]);
        }
    }

    /** What a session says. */
    private record Found(float[] weights, float[] odds, float[] genotypes) {}

    /** Two targets copied from a small panel, whose typed sites are all anchors; every third is not asked for, and no token window is whole at the end. */
    private static final class Case {
        private final ModelConfig config;
        private final TypedPanel panel;
        private final TypedHaplotypes targets;
        private final List<RetrievedHaplotype> retrieved;
        private final LocalClustering clustering;

        Case(ModelConfig config) {
            this.config = config;
            HaplotypePanel sites = TinyPanels.mosaicPanel(12, SITES, 6, 0.1, 11);
            int[] typedSites = new int[TYPED];
            for (int t = 0; t < TYPED; t++) typedSites[t] = 2 + SITES / TYPED * t;
            panel = new TypedPanel(
                    sites, IntStream.range(0, SITES).mapToDouble(i -> .05 * i).toArray(), typedSites);
            targets = Mosaics.typed(Mosaics.of(sites, 4, 0.02, 0.01, 5), typedSites);
            Retriever.Query query = retrieval(config).retriever().open(panel, targets, Exclusions.none(2));
            retrieved = Stream.of(0, 1, 2, 3).map(query::retrieve).toList();
            clustering = LocalClustering.of(panel, Exclusions.none(2));
        }

        /**
         * One target after the other, as imputation does.
         *
         * @param mixedBy weights of neighbours that alleles are mixed by; the session's own if empty. Near 0 and 1 the log odds of
         *     a mixture hang on its last digit, so that two networks can be compared on the same mixtures only.
         */
        Found predict(InferenceNetwork network, Optional<float[]> mixedBy) {
            float[][] weights = new float[2][];
            float[][] odds = new float[2][];
            try (InferenceSession session = network.session()) {
                for (int target = 0; target < 2; target++) {
                    session.begin();
                    weights[target] = new float[2 * TYPED * config.neighbours() * config.fusionHeads()];
                    int[][] anchors = encode(session, target, weights[target]);
                    float[] own = weights[target];
                    int from = target * own.length;
                    float[] used = mixedBy.map(w -> Arrays.copyOfRange(w, from, from + own.length))
                            .orElse(own);
                    odds[target] = odds(session, target, anchors, used);
                }
                float[] both = concat(odds);
                float[] other = both.clone();
                for (int i = 0; i < other.length; i++) other[i] = both[both.length - 1 - i];
                return new Found(concat(weights), both, session.genotypes(both, other));
            }
        }

        private static float[] concat(float[][] parts) {
            float[] out = new float[parts[0].length + parts[1].length];
            System.arraycopy(parts[0], 0, out, 0, parts[0].length);
            System.arraycopy(parts[1], 0, out, parts[0].length, parts[1].length);
            return out;
        }

        private boolean[] isAnchor() {
            boolean[] anchor = new boolean[TYPED];
            for (int t = 0; t < TYPED; t++) anchor[t] = t % 3 != 0;
            return anchor;
        }

        /** @return the number of each haplotype's anchors, -1 elsewhere */
        private int[][] encode(InferenceSession session, int target, float[] weights) {
            boolean[] anchor = isAnchor();
            int[][] numbers = new int[2][TYPED];
            int number = 0;
            int window = config.window();
            int step = Math.max(1, window - 2 * config.margin());
            TypedBatch batch = new TypedBatch(config, 2 * (TYPED / step + 2), 2 * TYPED);
            for (int h = 0; h < 2; h++) {
                int encoded = number;
                batch.clear();
                for (int from = 0; from < TYPED; from += step) { // the last one is cut: padding
                    int to = Math.min(from + step, TYPED);
                    batch.add(panel, targets, 2 * target + h, retrieved.get(2 * target + h), from, anchor, from, to);
                    for (int t = from; t < to; t++) numbers[h][t] = anchor[t] ? number++ : -1;
                }
                session.encode(batch, weights, encoded * config.neighbours() * config.fusionHeads());
            }
            return numbers;
        }

        private float[] odds(InferenceSession session, int target, int[][] anchors, float[] weights) {
            SiteBatch.Target both = new SiteBatch.Target(
                    panel, clustering.forTarget(target), retrieved.subList(2 * target, 2 * target + 2));
            SiteBatch batch = new SiteBatch(config, SiteBatch.Mixing.BY_CALLER, 2 * SITES * 2);
            PanelMixer[] mixers = new PanelMixer[2];
            for (int h = 0; h < 2; h++) {
                mixers[h] = new PanelMixer(
                        panel, both.hap(h), weights, anchors[h], config.neighbours(), config.fusionHeads());
            }
            for (int row = 0; row < panel.panel().alleleRowCount(); row++) {
                int interval = panel.intervalOfRow(row);
                int left = panel.leftTyped(interval);
                if (anchors[0][left] < 0 || anchors[0][panel.rightTyped(interval)] < 0) continue;
                for (int h = 0; h < 2; h++) {
                    batch.add(both, row, interval, h, anchors[h][left], Math.max(0, left - 3));
                    batch.mix(mixers[h], row, interval);
                }
            }
            return session.odds(batch);
        }
    }
}
