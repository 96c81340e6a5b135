package org.haprag.loss.config;

import java.util.EnumMap;
import java.util.Map;
import org.haprag.loss.weighting.Task;

/**
 * {@code reconstruction-a}: while both reconstruction losses exceed a threshold the tasks weigh 1 in sum, and as soon as either
 * does not, reconstruction is dropped and the others weigh 10. Here to measure what such a jump does.
 *
 * @param threshold &gt;= 0
 */
public record SwitchedTasks(double threshold) implements TasksConfig {
    static final String KIND = "reconstruction-a";

    private static final TaskWeights ABOVE = TaskWeights.of(.2, .2, .3).reconstructing(.15, Target.BEFORE);
    private static final double HAP_WITHOUT = 3;
    private static final double GT_WITHOUT = 4;

    public SwitchedTasks {
        Range.NOT_NEGATIVE.require("threshold", threshold);
    }

    /** The threshold of the snvbert baseline. */
    public static SwitchedTasks defaults() {
        return new SwitchedTasks(.01);
    }

    static SwitchedTasks read(Section in) {
        ABOVE.readFixed(in, KIND);
        return new SwitchedTasks(in.number("threshold", defaults().threshold, Range.NOT_NEGATIVE));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskWeights weights() {
        return ABOVE;
    }

    @Override
    public Map<String, Object> settings() {
        Settings out = ABOVE.write(new Settings(KIND)).with("threshold", threshold);
        return ABOVE.writeDetails(out).all();
    }

    @Override
    public Map<Task, Double> inForce(Map<Task, Double> base, Map<Task, Double> losses) {
        if (losses.get(Task.RECON1) > threshold && losses.get(Task.RECON2) > threshold) return base;
        Map<Task, Double> without = new EnumMap<>(base);
        without.put(Task.HAP1, HAP_WITHOUT);
        without.put(Task.HAP2, HAP_WITHOUT);
        without.put(Task.GT, GT_WITHOUT);
        without.put(Task.RECON1, 0.);
        without.put(Task.RECON2, 0.);
        return without;
    }
}
