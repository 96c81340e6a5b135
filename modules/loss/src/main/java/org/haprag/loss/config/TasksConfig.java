package org.haprag.loss.config;

import java.util.Map;
import java.util.Set;
import org.haprag.loss.weighting.Task;

/** Which tasks the model is trained on and what each weighs before any weighting scheme. */
public sealed interface TasksConfig extends KindConfig permits FreeTasks, NamedTasks, SwitchedTasks {
    /** The kinds' names in YAML. */
    static Set<String> kinds() {
        return Kinds.TASKS.names();
    }

    /** The weights, and what reconstruction and InfoNCE need beside theirs. */
    TaskWeights weights();

    /**
     * The base weights in force at some losses.
     *
     * @param base of all tasks
     * @param losses of all tasks
     */
    default Map<Task, Double> inForce(Map<Task, Double> base, Map<Task, Double> losses) {
        return base;
    }
}
