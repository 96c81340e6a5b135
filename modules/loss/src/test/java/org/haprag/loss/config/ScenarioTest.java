package org.haprag.loss.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.haprag.genotype.InputException;
import org.haprag.loss.LossBatch;
import org.haprag.loss.LossParts;
import org.haprag.loss.TrainingLoss;
import org.haprag.loss.criterion.GammaSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets of configs/scenarios and the choice among them. */
class ScenarioTest {
    private static final Path FOLDER = Path.of("../../configs/scenarios");

    static List<String> presets() {
        return LossPresets.names();
    }

    @Test
    void thePresetsAreTheFilesOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(LossPresets.names());
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetFitsTheSchemaIsInTheJarAndGivesALoss(String name) throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        JsonNode loss = yaml.readTree(FOLDER.resolve(name + ".yaml").toFile()).get("loss");
        String schema = Files.readString(Path.of("../../data-schemas/loss.schema.json"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(loss))
                .isEmpty();
        assertThat(LossPresets.load(name)).isEqualTo(yaml.treeToValue(loss, LossConfig.class));
        try (NDManager manager = NDManager.newBaseManager()) {
            LossConfig config = LossPresets.load(name).resolve(new double[] {.2});
            LossParts parts = new TrainingLoss(config, 1).compute(manager, LossBatch.of(manager, 1), 0);
            assertThat(parts.total().getFloat()).isFinite().isPositive();
        }
    }

    @Test
    void thePresetsHaveTheirFigures() {
        LossConfig rare = LossPresets.load("rare");
        assertThat(rare.hap()).isEqualTo(focal(3, .9, .1));
        assertThat(teacher(rare).emaDecay()).isEqualTo(.9999);
        assertThat(teacher(LossPresets.load("balanced")).weight()).isEqualTo(.2);
        assertThat(LossPresets.load("calibrated").hap()).isEqualTo(focal(1.5, .7, .3));
        assertThat(((FocalDiceConfig) LossPresets.load("aggressive").hap()).diceWeight())
                .isEqualTo(1.8);
        assertThat(((FocalDiceConfig) LossPresets.load("conservative").hap()).focalWeight())
                .isEqualTo(1);
    }

    private static FocalConfig focal(double gamma, Double... alpha) {
        return new FocalConfig(new GammaSchedule.Constant(gamma), new AlphaConfig.Given(List.of(alpha)));
    }

    private static AuxiliaryConfig.Teacher teacher(LossConfig config) {
        return config.auxiliary().head().orElseThrow().teacher().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0,rare", ".0196,rare", ".0197,calibrated", ".09,calibrated", ".0910,balanced", ".3,balanced"})
    void theRatioOfMajorToMinorAllelesChoosesThePreset(double maf, String preset) {
        assertThat(ScenarioChoice.from(new double[] {maf, maf}).preset()).isEqualTo(preset);
    }

    @Test
    void theChoiceSaysWhyWithTheMeasuredFigures() {
        double[] maf = new double[1000];
        Arrays.fill(maf, .002);
        maf[0] = .3;
        assertThat(ScenarioChoice.from(maf).reason())
                .isEqualTo(
                        "The panel has 434.2 major alleles per minor allele (mean MAF 0.0023; 100 % of its 1000 sites"
                                + " below 0.05), at least 50: very uneven, so hard sites get most of the loss.");
    }

    @Test
    void whatIsNoSpectrumOrNoPresetIsRefused() {
        assertThatThrownBy(() -> ScenarioChoice.from(new double[0])).hasMessageContaining("without sites");
        assertThatThrownBy(() -> ScenarioChoice.from(new double[] {.7})).hasMessageContaining("0.7");
        assertThatThrownBy(() -> LossPresets.load("bold"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("conservative");
    }
}
