package org.haprag.loss.config;

import java.util.List;
import java.util.Map;
import org.haprag.loss.weighting.InverseCosine;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;

/** {@link InverseCosine}. @param floor least weight of a task beside hap1 and hap2, in [0, 1] */
public record InverseCosineConfig(double floor) implements WeightingConfig {
    static final String KIND = "seed-cosine";

    private static final Range FLOORS = Range.closed(0, 1);

    public InverseCosineConfig {
        FLOORS.require("floor", floor);
    }

    /** No task is ever without weight. */
    public static InverseCosineConfig defaults() {
        return new InverseCosineConfig(.1);
    }

    static InverseCosineConfig read(Section in) {
        return new InverseCosineConfig(in.number("floor", defaults().floor, FLOORS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return new Settings(KIND).with("floor", floor).all();
    }

    @Override
    public TaskWeighting scheme(List<Task> tasks, long seed) {
        return new InverseCosine(Task.areMain(tasks), floor);
    }

    @Override
    public boolean needsOtherTasks() {
        return true;
    }
}
