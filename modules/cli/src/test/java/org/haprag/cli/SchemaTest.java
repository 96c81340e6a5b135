package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every schema is one, and every preset under {@code configs/} is valid: as a whole against the schema that its first line
 * names, or, where it names none, section by section against the schemas of the sections' names.
 */
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
    void everyPresetIsValid() throws Exception {
        for (Path file : presets()) {
            JsonNode preset = new YAMLMapper().readTree(file.toFile());
            assertThat(complaints(file, preset)).as(file.toString()).isEmpty();
        }
    }

    @Test
    void aPresetWithAMisspeltSettingOrAnUnknownSectionIsNoticed() throws Exception {
        Path file = SchemaFiles.ROOT.resolve("configs/scenarios/rare.yaml");
        ObjectNode preset = (ObjectNode) new YAMLMapper().readTree(file.toFile());
        ((ObjectNode) preset.get("loss")).put("tasksss", 1);
        assertThat(complaints(file, preset)).singleElement().asString().contains("tasksss");
        preset.remove("loss");
        preset.put("los", 1);
        assertThat(complaints(file, preset)).singleElement().asString().contains("no schema for section los");
    }

    private static List<String> complaints(Path file, JsonNode preset) throws IOException {
        Matcher named = SCHEMA_LINE.matcher(Files.readAllLines(file).get(0));
        if (named.matches()) {
            return SchemaFiles.complaints(file.getParent().resolve(named.group(1)), preset);
        }
        List<String> found = new ArrayList<>();
        for (var section : preset.properties()) {
            Path schema = SchemaFiles.ROOT.resolve("data-schemas/" + section.getKey() + ".schema.json");
            if (Files.exists(schema)) found.addAll(SchemaFiles.complaints(schema, section.getValue()));
            else found.add("no schema for section " + section.getKey());
        }
        return found;
    }

    private static List<Path> presets() throws Exception {
        try (var files = Files.walk(SchemaFiles.ROOT.resolve("configs"))) {
            return files.filter(f -> f.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }
}
