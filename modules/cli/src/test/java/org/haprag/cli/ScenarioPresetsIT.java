package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haprag.loss.config.LossPresets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of configs/scenarios, given to {@code train} on a part of the example. */
@Timeout(300)
class ScenarioPresetsIT {
    @TempDir
    static Path folder;

    static List<String> presets() {
        return LossPresets.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aScenarioTrainsOnTheExample(String name) throws Exception {
        Path out = folder.resolve(name + ".safetensors");
        CommandLineRun run = CommandLineRun.of(
                "train",
                "--vcf=" + SchemaFiles.ROOT.resolve("examples/1kg_eur_chr20.vcf.gz"),
                "--map=" + SchemaFiles.ROOT.resolve("examples/chr20.b37.gmap.gz"),
                "--region=20:1000000-1250000",
                "--config=" + SchemaFiles.ROOT.resolve("configs/scenarios/" + name + ".yaml"),
                "--steps=2",
                "--device=cpu",
                "--threads=2",
                "--out=" + out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(out).exists();
        JsonNode record = new ObjectMapper()
                .readTree(folder.resolve(out.getFileName() + ".run.json").toFile());
        assertThat(record.at("/config/runConfig/loss/scenario").asText())
                .as("auto is resolved")
                .isEqualTo("manual");
        assertThat(Files.readAllLines(folder.resolve(out.getFileName() + ".history.tsv")))
                .as("header, step 0, step 2")
                .hasSize(3);
        JsonNode metrics = new ObjectMapper()
                .readTree(folder.resolve(out.getFileName() + ".metrics.json").toFile());
        assertThat(SchemaFiles.complaints(SchemaFiles.ROOT.resolve("data-schemas/training.schema.json"), metrics))
                .isEmpty();
        assertThat(metrics.at("/validations/1/step").asInt()).isEqualTo(2);
        assertThat(metrics.at("/validations/1/dataUse").asDouble()).isBetween(0., 1.);
        assertThat(metrics.at("/validations/1/signs")).isNotEmpty();
    }
}
