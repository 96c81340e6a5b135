package org.haprag.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas of {@code data-schemas/}, as the tests see them. */
final class SchemaFiles {
    /** The repository's root; tests run in {@code modules/cli}. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final SpecVersion.VersionFlag DRAFT = SpecVersion.VersionFlag.V202012;

    private SchemaFiles() {}

    static List<Path> all() throws Exception {
        try (var files = Files.list(ROOT.resolve("data-schemas"))) {
            return files.filter(f -> f.toString().endsWith(".schema.json"))
                    .sorted()
                    .toList();
        }
    }

    /** What a schema holds against a document; empty if it is valid. */
    static List<String> complaints(Path schema, JsonNode document) throws IOException {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        String local = ROOT.resolve("data-schemas").toUri().toString();
        JsonSchema s = JsonSchemaFactory.getInstance(
                        DRAFT, builder -> builder.schemaMappers(m -> m.mapPrefix("https://haprag.org/schemas/", local)))
                .getSchema(new ObjectMapper().readTree(schema.toFile()), config);
        return s.validate(document).stream().map(Object::toString).toList();
    }

    /** What the schema of schemas holds against a schema. */
    static List<String> complaints(JsonNode schema) {
        JsonSchema meta = JsonSchemaFactory.getInstance(DRAFT).getSchema(SchemaLocation.of(DRAFT.getId()));
        return meta.validate(schema).stream().map(Object::toString).toList();
    }
}
