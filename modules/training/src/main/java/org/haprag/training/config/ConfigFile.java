package org.haprag.training.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haprag.genotype.InputException;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.training.MaskChoice;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads and writes run configurations as YAML. A file may be partial: what it leaves out keeps its default. It is checked
 * against data-schemas/config.schema.json, so that a misspelt setting ends the run instead of doing nothing.
 */
public final class ConfigFile {
    private static final String SCHEMAS = "https://haprag.org/schemas/";
    private static final String IN_JAR = "classpath:org/haprag/training/schemas/";
    private static final ObjectMapper YAML = mapper(new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build()));
    private static final ObjectMapper JSON = mapper(new ObjectMapper());

    private ConfigFile() {}

    private static ObjectMapper mapper(ObjectMapper mapper) {
        return mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL)
                .registerModule(KebabEnums.module(RetrievalConfig.Kind.class))
                .registerModule(KebabEnums.module(MaskChoice.Kind.class));
    }

    /**
     * Reads a file.
     *
     * @param base what holds where the file says nothing
     * @throws InputException if it is no YAML, does not fit the schema, or its values do not fit each other
     */
    public static RunConfig read(Path file, RunConfig base) throws IOException {
        try {
            return parse(file.toString(), Files.readString(file), base);
        } catch (CharacterCodingException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Reads text.
     *
     * @param where named in errors
     */
    public static RunConfig parse(String where, String text, RunConfig base) {
        try {
            JsonNode given = YAML.readTree(text);
            if (given == null || given.isMissingNode() || given.isNull()) return base;
            validate(where, given, "config.schema.json", "configs/default.yaml");
            ObjectNode merged = JSON.valueToTree(base);
            // A loss section knows itself what its missing parts are: they depend on the kinds that it names.
            if (given.has("loss")) merged.remove("loss");
            merge(merged, (ObjectNode) given);
            return JSON.treeToValue(merged, RunConfig.class).validate();
        } catch (JsonProcessingException | YAMLException | StackOverflowError e) {
            throw unreadable(where, e);
        }
    }

    /**
     * Checks a document against one of data-schemas.
     *
     * @param schemaFile such as {@code config.schema.json}
     * @param example a file that fits, named in the error
     * @throws InputException with the schema's first complaint
     */
    public static void validate(String where, JsonNode given, String schemaFile, String example) {
        JsonSchema schema = JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(SCHEMAS, IN_JAR)))
                .getSchema(SchemaLocation.of(SCHEMAS + schemaFile));
        for (ValidationMessage complaint : schema.validate(given)) {
            throw new InputException(
                    where,
                    "the configuration does not fit its schema",
                    complaint.getMessage(),
                    "a configuration like " + example,
                    "correct that setting");
        }
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.fields().forEachRemaining(field -> {
            JsonNode old = into.get(field.getKey());
            if (old instanceof ObjectNode section && field.getValue() instanceof ObjectNode part) merge(section, part);
            else into.set(field.getKey(), field.getValue());
        });
    }

    private static InputException unreadable(String where, Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        if (cause instanceof InputException known) return known; // a section that says itself what is wrong with it
        String message = cause instanceof CharacterCodingException || cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("");
        return new InputException(
                where,
                "the configuration cannot be used",
                message,
                "a configuration like configs/default.yaml",
                "correct that setting",
                e);
    }

    /** Every setting, as YAML. */
    public static String yaml(RunConfig config) {
        return write(YAML, config);
    }

    /** Every setting, as JSON: the same text for the same configuration. */
    public static String json(RunConfig config) {
        return write(JSON, config);
    }

    private static String write(ObjectMapper mapper, RunConfig config) {
        try {
            return mapper.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
