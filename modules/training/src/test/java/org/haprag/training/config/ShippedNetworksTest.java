package org.haprag.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.imputation.Dosages;
import org.haprag.imputation.Imputation;
import org.haprag.imputation.ImputationMethod;
import org.haprag.model.CpuNetwork;
import org.haprag.model.HapRagModel;
import org.haprag.model.InferenceNetwork;
import org.haprag.retrieval.Exclusions;
import org.haprag.testkit.Mosaics;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The network of every configuration that ships imputes on the CPU, in Java, what it imputes in the engine. */
class ShippedNetworksTest {
    private static final Path CONFIGS = Path.of("../../configs");
    private static final int TARGETS = 2;

    /** A mixture next to 0 or 1 moves its log odds by its last digit: more than the networks differ in. */
    private static final float TOLERANCE = 5e-4f;

    static List<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void imputesTheSameInJavaAndInTheEngine(Path file) throws IOException {
        RunConfig config = ConfigFile.read(file, RunConfig.defaults());
        try (HapRagModel engine = HapRagModel.random(config.freshManifest(file.toString()), 1)) {
            disturb(engine, 0.5 / Math.sqrt(config.model().width()));
            Dosages expected = impute(engine);
            Dosages found = impute(CpuNetwork.of(engine.toFile(Map.of()), file.toString()));
            for (int row = 0; row < expected.rowCount(); row++) {
                for (int target = 0; target < TARGETS; target++) {
                    assertThat(found.both(row, target)).isCloseTo(expected.both(row, target), within(TOLERANCE));
                    for (int hap = 0; hap < 2; hap++) {
                        assertThat(found.alt(row, target, hap))
                                .isCloseTo(expected.alt(row, target, hap), within(TOLERANCE));
                    }
                }
            }
        }
    }

    private static void disturb(HapRagModel model, double deviation) {
        Random random = new Random(2);
        Map<String, float[]> values = model.network().parameters().values();
        values.values().forEach(v -> {
            for (int i = 0; i < v.length; i++) v[i] += (float) (deviation * random.nextGaussian());
        });
        model.network().parameters().set(values);
    }

    private static Dosages impute(InferenceNetwork network) {
        HaplotypePanel panel = TinyPanels.mosaicPanel(60, 500, 8, 0.1, 21);
        int[] typedSites = IntStream.range(0, 100).map(t -> 2 + 5 * t).toArray();
        TypedHaplotypes targets = Mosaics.typed(Mosaics.of(panel, 2 * TARGETS, 0.005, 0.01, 3), typedSites);
        double[] siteCm = GeneticMap.constantRate().cmOfSites(panel);
        try (Imputation imputation = new Imputation(ImputationMethod.network(network), 1)) {
            return imputation.impute(panel, siteCm, targets, Exclusions.none(TARGETS), n -> {});
        }
    }
}
