package org.haprag.loss.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what a section says, in the order in which it is written. */
final class Settings {
    private final Map<String, Object> all = new LinkedHashMap<>();

    Settings(String kind) {
        all.put("kind", kind);
    }

    Settings with(String name, Object value) {
        all.put(name, value);
        return this;
    }

    Map<String, Object> all() {
        return Collections.unmodifiableMap(all);
    }
}
