package org.haprag.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.haprag.genotype.InputException;
import org.haprag.model.ModelFile;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.training.config.ConfigFile;
import org.haprag.training.config.RunConfig;

/** Reads a suite and refuses one whose runs could not be compared. */
final class SuiteFile {
    /** Fewer cannot tell a difference from the luck of a seed. */
    static final int LEAST_SEEDS = 3;

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<String> SECTIONS = List.of("model", "retrieval", "training", "loss");

    private final Path file;
    private final JsonNode root;
    private final Suite.Start start;

    private SuiteFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
        this.start = Suite.Start.valueOf(root.get("init").asText().toUpperCase(Locale.ROOT));
    }

    /**
     * Reads a suite; configurations that it names by file are read beside it.
     *
     * @throws InputException if it is no YAML, does not fit the schema, or its runs could not be compared
     */
    static Suite read(Path file) throws IOException {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file.toString(),
                    "the suite is no YAML",
                    String.valueOf(e.getOriginalMessage()),
                    "a suite like configs/suites/focal-gamma.yaml",
                    "correct it",
                    e);
        }
        ConfigFile.validate(file.toString(), root, "suite.schema.json", "configs/suites/focal-gamma.yaml");
        return new SuiteFile(file, root).suite();
    }

    private Suite suite() throws IOException {
        RunConfig base = RunConfig.defaults();
        if (start == Suite.Start.BUNDLED)
            base = base.startingFrom(ModelFile.bundled().manifest());
        RunConfig shared = part(file + ", base", root.path("base"), base);
        List<Suite.Entry> entries = new ArrayList<>();
        for (JsonNode node : root.get("configurations")) {
            String where = file + ", configuration " + node.get("name").asText();
            RunConfig config = shared;
            if (node.has("config")) {
                config = ConfigFile.read(file.resolveSibling(node.get("config").asText()), config);
            }
            config = part(where, node, config);
            refuseUnfit(where, config, base);
            entries.add(new Suite.Entry(
                    node.get("name").asText(), node.path("about").asText(""), config));
        }
        List<Long> seeds = StreamSupport.stream(root.get("seeds").spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
        Suite suite = new Suite(
                file.getFileName().toString().replaceFirst("\\.ya?ml$", ""),
                root.get("question").asText(),
                root.get("reference").asText(),
                start,
                seeds,
                root.get("leftOutSamples").asInt(),
                root.get("typedSpacingBp").asDouble(),
                root.path("unphased").asBoolean(false),
                entries);
        refuseIncomparable(suite);
        return suite;
    }

    /** The settings of a node's sections over those of {@code base}. */
    private static RunConfig part(String where, JsonNode node, RunConfig base) throws IOException {
        ObjectNode sections = YAML.createObjectNode();
        for (String section : SECTIONS) {
            if (node.has(section)) sections.set(section, node.get(section));
        }
        return sections.isEmpty() ? base : ConfigFile.parse(where, YAML.writeValueAsString(sections), base);
    }

    private void refuseUnfit(String where, RunConfig config, RunConfig base) {
        boolean other =
                !config.model().equals(base.model()) || !config.retrieval().equals(base.retrieval());
        if (start == Suite.Start.BUNDLED && other) {
            throw new InputException(
                    where,
                    "the bundled weights were trained with other settings and fit no others",
                    "a section model or retrieval",
                    "neither with init: bundled",
                    "remove the section, or write init: random");
        }
        config.freshManifest(where);
    }

    private void refuseIncomparable(Suite suite) {
        Set<String> names = new LinkedHashSet<>();
        Map<RunConfig, String> seen = new HashMap<>();
        double share = suite.entries().get(0).config().training().validationShare();
        for (Suite.Entry entry : suite.entries()) {
            String name = entry.name();
            if (!names.add(name))
                throw refused("two configurations have one name", name, "a name for each", "rename one");
            String twin = seen.putIfAbsent(entry.config(), name);
            if (twin != null) {
                throw refused(
                        "two configurations are the same",
                        name + " and " + twin,
                        "a setting that differs",
                        "change a setting, or remove one of them");
            }
            if (entry.config().training().validationShare() != share) {
                throw refused(
                        "the configurations would learn from different people",
                        "training.validationShare " + entry.config().training().validationShare() + " of " + name
                                + " beside " + share,
                        "one share",
                        "set it in base");
            }
            RetrievalConfig.Kind retrieval = entry.config().retrieval().kind();
            if (suite.unphased() && retrieval.needsPhase()) {
                throw refused(
                        "a configuration cannot impute samples without phase",
                        "retrieval.kind " + retrieval.key() + " of " + name + " beside unphased: true",
                        "retrieval.kind copying in all configurations",
                        "change it, or write unphased: false");
            }
        }
        if (!names.contains(suite.reference())) {
            throw refused(
                    "the reference is none of the configurations",
                    suite.reference(),
                    "one of " + names,
                    "name one of them");
        }
    }

    private InputException refused(String what, String found, String expected, String fix) {
        return new InputException(file.toString(), what, found, expected, fix);
    }
}
