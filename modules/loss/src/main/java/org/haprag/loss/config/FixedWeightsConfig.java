package org.haprag.loss.config;

import java.util.List;
import org.haprag.loss.weighting.FixedWeights;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;

/** Leaves the base weights alone. */
public record FixedWeightsConfig() implements WeightingConfig {
    static final String KIND = "fixed";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskWeighting scheme(List<Task> tasks, long seed) {
        return new FixedWeights(tasks.size());
    }
}
