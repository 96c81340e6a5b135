package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.haprag.model.ModelConfig;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.retrieval.RetrievalConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
    private static final Path SCHEMA = SchemaFiles.ROOT.resolve("data-schemas/model.schema.json");

    @TempDir
    Path folder;

    private static ModelManifest manifest() {
        return new ModelManifest(
                ModelFile.FORMAT_VERSION,
                ModelConfig.defaults(),
                RetrievalConfig.defaults(),
                Map.of(
                        "seed", "17",
                        "haprag", "0.1.0+git.ab-dirty",
                        "init", "/home/anna/w.safetensors 12ab",
                        "command", "train --vcf /home/anna/p.vcf.gz --map /home/anna/m.gz --vcf q.hpanel"));
    }

    @Test
    void infoTellsSizeCostRetrievalAndProvenance() throws Exception {
        Path file = folder.resolve("m.safetensors");
        new ModelFile(manifest(), Map.of("a", new float[1200], "b", new float[34])).write(file);
        CommandLineRun run = CommandLineRun.of("info", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("1,234", "FLOP per genotype", "kind COPYING", "width 32")
                .contains("model        m.safetensors\n", "written by   HapRAG 0.1.0+git.ab\n")
                .contains("trained on   p, q, seed 17, from w.safetensors 12ab\n")
                .doesNotContain("anna", "dirty");
    }

    @Test
    void aFileThatIsNoModelEndsWith2() throws Exception {
        Path file = Files.writeString(folder.resolve("m.safetensors"), "no model at all");
        CommandLineRun run = CommandLineRun.of("info", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("m.safetensors", "not a model");
    }

    @Test
    void theManifestFitsItsSchemaAndAMisspeltOneDoesNot() throws Exception {
        JsonNode manifest = new ObjectMapper().valueToTree(manifest());
        assertThat(SchemaFiles.complaints(SCHEMA, manifest)).isEmpty();
        ((ObjectNode) manifest.get("model")).put("widht", 3);
        assertThat(SchemaFiles.complaints(SCHEMA, manifest)).isNotEmpty();
    }
}
