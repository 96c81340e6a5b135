package org.haprag.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.haprag.metrics.Estimate;

/** How reports write JSON: numbers are rounded, what is not defined is null. */
public final class JsonTree {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final double precision;

    /** @param precision how many steps there are from 0 to 1 */
    public JsonTree(double precision) {
        this.precision = precision;
    }

    public static ObjectNode root() {
        return JSON.createObjectNode();
    }

    public static String text(ObjectNode root) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
        }
    }

    /** Puts value and interval. */
    public void estimate(ObjectNode node, Estimate e) {
        number(node, "value", e.value());
        number(node, "low", e.low());
        number(node, "high", e.high());
    }

    public void number(ObjectNode node, String key, double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) node.putNull(key);
        else node.put(key, Math.rint(x * precision) / precision);
    }
}
