package org.haprag.loss.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/** A choice that YAML makes by a section's {@code kind}. */
public sealed interface KindConfig
        permits CriterionConfig, MafWeightConfig, TasksConfig, WeightingConfig, AuxiliaryConfig {
    /** The kind's name in YAML. */
    String kind();

    /** The section as it is written: its kind and the parameters in force, in the order in which they are written. */
    @JsonValue
    default Map<String, Object> settings() {
        return Map.of("kind", kind());
    }
}
