package org.haprag.loss.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.haprag.genotype.InputException;

/**
 * A section of a configuration while it is read, setting by setting. It knows its path in YAML, which errors name, and which
 * settings it was asked for: the others would change nothing and are refused. A setting that is left out, or null, is absent.
 */
final class Section {

    private final String path;
    private final JsonNode given;
    private final Set<String> known = new TreeSet<>();

    /**
     * @param path such as {@code loss.hap}
     * @param given a mapping, or missing
     * @throws InputException if it is anything else
     */
    Section(String path, JsonNode given) {
        this.path = path;
        this.given = given;
        if (!given.isObject() && !given.isMissingNode())
            throw new InputException(
                    path, "the setting is of the wrong type", given.toString(), "a mapping", "correct the value");
    }

    String path() {
        return path;
    }

    /** The section's kind, or another where it names none. */
    String kind(String otherwise) {
        return given.hasNonNull("kind") ? given.get("kind").asText() : otherwise;
    }

    Section section(String name) {
        return new Section(path + "." + name, has(name) ? given.get(name) : MissingNode.getInstance());
    }

    /** Whether a setting is there. */
    boolean has(String name) {
        known.add(name);
        return given.hasNonNull(name);
    }

    double number(String name, double otherwise, Range range) {
        if (!has(name)) return otherwise;
        JsonNode node = given.get(name);
        double found = node.doubleValue();
        if (!node.isNumber() || !range.contains(found)) throw outOfRange(name, node, range);
        return found;
    }

    /** As {@link #number}, 0 being allowed beside the range. */
    double numberOr0(String name, double otherwise, Range range) {
        if (has(name) && given.get(name).isNumber() && given.get(name).doubleValue() == 0) return 0;
        return number(name, otherwise, range);
    }

    int whole(String name, int otherwise, Range range) {
        if (!has(name)) return otherwise;
        JsonNode node = given.get(name);
        if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || !range.contains(node.intValue()))
            throw new InputException(path + "." + name, "out of range", node.asText(), range.toString(), "change it");
        return node.intValue();
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) return otherwise;
        JsonNode node = given.get(name);
        if (!node.isBoolean())
            throw new InputException(
                    path + "." + name, "the setting is of the wrong type", node.asText(), "true or false", "change it");
        return node.booleanValue();
    }

    /** One of an enum's values, by the text that stands for it in YAML. */
    <E extends Enum<E>> E choice(String name, E otherwise) {
        if (!has(name)) return otherwise;
        String found = given.get(name).asText();
        Set<String> names = new TreeSet<>();
        for (E value : otherwise.getDeclaringClass().getEnumConstants()) {
            if (value.toString().equals(found)) return value;
            names.add(value.toString());
        }
        throw new InputException(
                path + "." + name,
                "there is no such choice",
                found,
                "one of " + String.join(", ", names),
                "correct the value");
    }

    /** The numbers of a list. */
    List<Double> numbers(String name, Range range) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode node : has(name) ? given.get(name) : MissingNode.getInstance()) {
            if (!node.isNumber() || !range.contains(node.doubleValue())) throw outOfRange(name, node, range);
            numbers.add(node.doubleValue());
        }
        return numbers;
    }

    private InputException outOfRange(String name, JsonNode node, Range range) {
        return new InputException(path + "." + name, "out of range", text(node), range.toString(), "change it");
    }

    /**
     * Refuses settings that are without effect.
     *
     * @param needed what is 0
     * @param fix what to do about that
     */
    void refuseIdle(String needed, String fix, String... names) {
        for (String name : names)
            if (has(name))
                throw new InputException(
                        path + "." + name,
                        "it would change nothing while " + needed + " is 0",
                        text(given.get(name)),
                        "no such parameter",
                        "remove it or " + fix);
    }

    /** Refuses another value of a setting that a kind fixes. */
    void refuseOtherThan(Object fixed, Object found, String name, String kind) {
        if (!found.equals(fixed))
            throw new InputException(
                    path + "." + name,
                    "kind " + kind + " has fixed values",
                    found.toString(),
                    fixed.toString(),
                    "use kind weights to choose them");
    }

    /** Refuses what nobody has asked for. @param kind which of the section's kinds has been read */
    void refuseRest(String kind) {
        known.add("kind");
        String other = rest();
        known.remove("kind");
        if (other.isEmpty()) return;
        throw new InputException(
                path + "." + other,
                "kind " + kind + " has no such parameter, it would change nothing",
                text(given.get(other)),
                known.isEmpty() ? "no parameter" : "one of " + String.join(", ", known),
                "remove " + other + " or choose another kind");
    }

    /** Refuses what nobody has asked for, in a section without kinds. */
    void refuseRest() {
        String other = rest();
        if (other.isEmpty()) return;
        throw new InputException(
                path + "." + other,
                "there is no such setting",
                text(given.get(other)),
                "one of " + String.join(", ", known),
                "remove it or correct its name");
    }

    /** The settings that have been asked for. */
    Set<String> known() {
        return new TreeSet<>(known);
    }

    private String rest() {
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name) && !given.get(name).isNull()) return name;
        }
        return "";
    }

    private static String text(JsonNode node) {
        if (node.isNumber()) return String.valueOf(node.doubleValue());
        return node.isContainerNode() ? node.toString() : node.asText();
    }
}
