package org.haprag.loss.config;

import java.util.List;
import java.util.Map;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;
import org.haprag.loss.weighting.UncertaintyWeights;

/** {@link UncertaintyWeights}. @param learningRate of the learned log variances, in (0, 1] */
public record UncertaintyConfig(double learningRate) implements WeightingConfig {
    static final String KIND = "uncertainty";

    private static final Range RATES = Range.positiveTo(1);

    public UncertaintyConfig {
        RATES.require("learningRate", learningRate);
    }

    /** Slow against a step's noise. */
    public static UncertaintyConfig defaults() {
        return new UncertaintyConfig(.01);
    }

    static UncertaintyConfig read(Section in) {
        return new UncertaintyConfig(in.number("learningRate", defaults().learningRate, RATES));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return new Settings(KIND).with("learningRate", learningRate).all();
    }

    @Override
    public TaskWeighting scheme(List<Task> tasks, long seed) {
        return new UncertaintyWeights(Task.areRegressions(tasks), learningRate);
    }
}
