package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every schema is one, and every preset under {@code configs/} is valid against the schema that its first line names. */
class SchemaTest {
    /** The comment by which editors find a YAML file's schema. */
    private static final Pattern SCHEMA_LINE = Pattern.compile("# yaml-language-server: \\$schema=(\\S+)");

    @Test
    void everySchemaIsAValidSchemaOfDraft202012WithATitle() throws Exception {
        for (Path file : SchemaFiles.all()) {
            JsonNode schema = new ObjectMapper().readTree(file.toFile());
            assertThat(SchemaFiles.complaints(schema)).as(file.toString()).isEmpty();
            assertThat(schema.path("$schema").asText()).as(file.toString()).endsWith("2020-12/schema");
            assertThat(schema.path("title").asText()).as(file.toString()).isNotBlank();
        }
    }

    @Test
    void everyPresetIsValidAgainstTheSchemaItNames() throws Exception {
        for (Path file : presets()) {
            String first = Files.readAllLines(file).get(0);
            Matcher named = SCHEMA_LINE.matcher(first);
            assertThat(named.matches())
                    .as(file
                            + " must begin with '# yaml-language-server: $schema=../data-schemas/X.schema.json', found "
                            + first)
                    .isTrue();
            Path schema = file.getParent().resolve(named.group(1)).normalize();
            assertThat(schema).as(file.toString()).isRegularFile();
            JsonNode preset = new YAMLMapper().readTree(file.toFile());
            assertThat(SchemaFiles.complaints(schema, preset))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    private static List<Path> presets() throws Exception {
        try (var files = Files.walk(SchemaFiles.ROOT.resolve("configs"))) {
            return files.filter(f -> f.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }
}
