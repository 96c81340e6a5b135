package org.haprag.loss.config;

import java.util.Map;
import java.util.Optional;

/** Freely chosen weights. */
public record FreeTasks(TaskWeights weights) implements TasksConfig {
    static final String KIND = "weights";

    /** Both haplotypes, and the genotype at a quarter of their weight. */
    public static FreeTasks defaults() {
        return new FreeTasks(new TaskWeights(1, 1, .25, Optional.empty(), Optional.empty()));
    }

    static FreeTasks read(Section in) {
        return new FreeTasks(TaskWeights.read(in, defaults().weights));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        Settings out = weights.write(new Settings(KIND));
        return weights.writeDetails(out).all();
    }
}
