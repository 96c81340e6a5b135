package org.haprag.loss;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.haprag.genotype.InputException;

/**
 * The parameters that one kind of a configured choice understands, and their defaults. A parameter that the kind does not
 * know stays null and is refused if given, because it would change nothing.
 *
 * @param defaults value of each parameter that always has one
 * @param optional parameters whose absence means "off"
 */
record KindParameters(Map<String, Object> defaults, Set<String> optional) {
    static final KindParameters NONE = new KindParameters(Map.of(), Set.of());

    KindParameters {
        defaults = Map.copyOf(defaults);
        optional = Set.copyOf(optional);
    }

    KindParameters with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(defaults);
        more.put(name, value);
        return new KindParameters(more, optional);
    }

    KindParameters optionally(String... names) {
        Set<String> more = new HashSet<>(optional);
        more.addAll(Set.of(names));
        return new KindParameters(defaults, more);
    }

    Set<String> names() {
        Set<String> names = new HashSet<>(defaults.keySet());
        names.addAll(optional);
        return names;
    }

    /** The given value, or this kind's default, or null where the kind has none. */
    <T> T fill(String name, T given, Class<T> type) {
        return given != null ? given : type.cast(defaults.get(name));
    }

    /** Refuses a parameter that was given but that this kind does not know. */
    void refuseUnknown(String where, Object kind, String name, Object given) {
        if (given == null || names().contains(name)) return;
        throw new InputException(
                where + "." + name,
                "kind " + kind + " has no such parameter, it would change nothing",
                String.valueOf(given),
                names().isEmpty() ? "no parameter" : "one of " + String.join(", ", new java.util.TreeSet<>(names())),
                "remove " + name + " or choose another kind (docs/losses.md)");
    }

    /** Refuses a number outside its range. A null is not checked. */
    static void range(String where, Number found, double low, double high, Bounds bounds) {
        if (found == null) return;
        double x = found.doubleValue();
        if (bounds.contains(x, low, high)) return;
        throw new InputException(where, "out of range", found.toString(), bounds.describe(low, high), "change it");
    }

    /** Which ends of a range belong to it. */
    enum Bounds {
        CLOSED,
        OPEN,
        ABOVE_LOW;

        boolean contains(double x, double low, double high) {
            boolean lowOk = this == CLOSED ? x >= low : x > low;
            boolean highOk = this == OPEN ? x < high : x <= high;
            return lowOk && highOk && Double.isFinite(x);
        }

        String describe(double low, double high) {
            String top = Double.isFinite(high) && high < Double.MAX_VALUE ? String.valueOf(high) : "any finite number";
            return "a number from " + low + (this == CLOSED ? "" : " (excluded)") + " to " + top
                    + (this == OPEN ? " (excluded)" : "");
        }
    }
}
