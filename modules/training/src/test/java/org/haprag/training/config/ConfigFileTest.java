package org.haprag.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haprag.genotype.InputException;
import org.haprag.loss.config.FocalConfig;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.weighting.Task;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.training.MaskChoice;
import org.haprag.training.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    private static final Path CONFIGS = Path.of("../../configs");

    private static RunConfig parse(String yaml) {
        return ConfigFile.parse("c.yaml", yaml, RunConfig.defaults());
    }

    @Test
    void defaultsGoThroughYamlAndBack() {
        assertThat(parse(ConfigFile.yaml(RunConfig.defaults()))).isEqualTo(RunConfig.defaults());
    }

    @Test
    void defaultYamlSpellsOutTheDefaults() throws Exception {
        String text = Files.readString(CONFIGS.resolve("default.yaml"));
        assertThat(ConfigFile.yaml(parse(text)))
                .as("configs/default.yaml; the program's defaults are what is expected here")
                .isEqualTo(ConfigFile.yaml(RunConfig.defaults()));
        String written = ConfigFile.yaml(RunConfig.defaults());
        for (String line :
                written.lines().filter(l -> l.endsWith(":") || l.contains(": ")).toList()) {
            assertThat(text).contains(line.strip().replaceFirst(":.*", ":"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default.yaml", "fast.yaml", "baseline-snvbert.yaml", "pretrain.yaml"})
    void everyPresetCanBeTrained(String name) throws Exception {
        RunConfig config = ConfigFile.read(CONFIGS.resolve(name), RunConfig.defaults());
        assertThat(config.retrieval().scaleCount()).isEqualTo(config.model().scales());
        assertThat(config.retrieval().neighbours())
                .isGreaterThanOrEqualTo(config.model().neighbours());
    }

    @Test
    void theSnvbertPresetHasItsNetworkRetrievalAndLoss() throws Exception {
        RunConfig config = ConfigFile.read(CONFIGS.resolve("baseline-snvbert.yaml"), RunConfig.defaults());
        assertThat(List.of(
                        config.model().layers(),
                        config.model().attentionHeads(),
                        config.model().width(),
                        config.retrieval().neighbours()))
                .containsExactly(8, 4, 128, 1);
        assertThat(config.retrieval().kind()).isEqualTo(RetrievalConfig.Kind.NEAREST_WINDOW);
        assertThat(config.loss().hap()).isEqualTo(FocalConfig.of(5));
        assertThat(config.loss().tasks().kind()).isEqualTo("reconstruction-a");
    }

    @Test
    void whatAFileLeavesOutKeepsItsDefault() {
        RunConfig config = parse("training:\n  steps: 7\n  masks:\n    kind: af-guided\n");
        TrainingConfig d = TrainingConfig.defaults();
        assertThat(config.training().steps()).isEqualTo(7);
        assertThat(config.training().learningRate()).isEqualTo(d.learningRate());
        assertThat(config.training().masks().kind()).isEqualTo(MaskChoice.Kind.AF_GUIDED);
        assertThat(config.training().masks().maxSpacingBp()).isEqualTo(d.masks().maxSpacingBp());
        assertThat(config.loss()).isEqualTo(LossConfig.defaults());
    }

    @Test
    void aLossTakesTheParametersOfItsOwnKind() {
        assertThat(parse("loss:\n  hap:\n    kind: focal\n").loss().hap()).isEqualTo(FocalConfig.of(2));
    }

    @Test
    void anEmptyFileChangesNothing() {
        assertThat(parse("# nothing\n")).isEqualTo(RunConfig.defaults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training: {stepz: 7}|stepz",
                "trainings: {}|trainings",
                "training: {steps: 0}|steps",
                "training: {steps: many}|steps",
                "model: {width: 33}|attentionHeads must divide width",
                "loss: {hap: {kind: focal, margin: 1}}|margin",
                "retrieval: {kind: exact}|kind",
                "[1, 2|c.yaml",
                "[1]|object"
            })
    void whatCannotBeMeantIsRefusedByName(String yaml, String named) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("c.yaml")
                .hasMessageContaining(named);
    }

    @Test
    void whatALossSectionRefusesKeepsItsOwnPlaceAndReason() {
        assertThatThrownBy(() -> parse("loss: {auxiliary: {kind: head, temperature: 3}}"))
                .isInstanceOf(InputException.class)
                .hasMessage("loss.auxiliary.temperature: it would change nothing while distillWeight is 0; found 3.0,"
                        + " expected no such parameter. Fix: remove it or set distillWeight");
    }

    @Test
    void infoNceOfASingleTargetIsRefusedBecauseItHasNoNegatives() {
        String yaml = "{training: {targetsPerStep: %d}, loss: {tasks: {kind: contrastive}}}";
        assertThat(parse(String.format(yaml, 2)).loss().taskWeights()).containsEntry(Task.INFO_NCE, .1);
        assertThatThrownBy(() -> parse(String.format(yaml, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("training.targetsPerStep", "InfoNCE", "at least 2");
    }
}
