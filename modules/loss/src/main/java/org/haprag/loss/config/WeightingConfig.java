package org.haprag.loss.config;

import java.util.List;
import java.util.Set;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;

/** How the tasks' base weights are adapted in training. */
public sealed interface WeightingConfig extends KindConfig
        permits FixedWeightsConfig,
                SoftAdaptConfig,
                UncertaintyConfig,
                GradNormConfig,
                GradientCosineConfig,
                InverseCosineConfig,
                PcGradConfig {
    /** The kinds' names in YAML. */
    static Set<String> kinds() {
        return Kinds.WEIGHTING.names();
    }

    /**
     * The scheme, new.
     *
     * @param tasks in the order of the arrays
     * @param seed of what is random in it
     */
    TaskWeighting scheme(List<Task> tasks, long seed);

    /** Whether it compares other tasks with hap1 + hap2, and so needs others. */
    default boolean needsOtherTasks() {
        return false;
    }
}
