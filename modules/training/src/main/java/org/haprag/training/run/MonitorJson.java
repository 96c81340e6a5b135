package org.haprag.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haprag.training.monitor.MonitorReport;

/** What the monitors of a training run saw, as MODEL.metrics.json (data-schemas/training.schema.json). */
final class MonitorJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCHEMA_VERSION = 1;

    private MonitorJson() {}

    /** @param reports of all validations, in order */
    static void write(Path file, List<MonitorReport> reports) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(reports)) + "\n");
    }

    static ObjectNode tree(List<MonitorReport> reports) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("program", "HapRAG");
        ArrayNode validations = root.putArray("validations");
        for (MonitorReport report : reports) {
            ObjectNode one = JSON.valueToTree(report);
            one.put("gap", report.gap());
            one.set("signs", JSON.valueToTree(report.signs()));
            validations.add(one);
        }
        return (ObjectNode) undefinedAsNull(root);
    }

    /** JSON has no NaN. */
    private static JsonNode undefinedAsNull(JsonNode node) {
        if (node.isDouble() && !Double.isFinite(node.asDouble())) return JsonNodeFactory.instance.nullNode();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(undefinedAsNull(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) array.set(i, undefinedAsNull(array.get(i)));
        }
        return node;
    }
}
