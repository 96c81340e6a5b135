package org.haprag.loss.config;

import java.util.List;
import org.haprag.loss.weighting.GradientCosine;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;

/** {@link GradientCosine}. */
public record GradientCosineConfig() implements WeightingConfig {
    static final String KIND = "gradient-cosine";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskWeighting scheme(List<Task> tasks, long seed) {
        return new GradientCosine(Task.areMain(tasks));
    }

    @Override
    public boolean needsOtherTasks() {
        return true;
    }
}
