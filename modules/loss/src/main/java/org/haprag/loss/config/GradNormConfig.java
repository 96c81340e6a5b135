package org.haprag.loss.config;

import java.util.List;
import java.util.Map;
import org.haprag.loss.weighting.GradNorm;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;

/**
 * {@link GradNorm}.
 *
 * @param learningRate of the weights, in (0, 1]
 * @param asymmetry alpha, how hard slow tasks are pulled; &gt;= 0
 */
public record GradNormConfig(double learningRate, double asymmetry) implements WeightingConfig {
    static final String KIND = "grad-norm";

    private static final Range RATES = Range.positiveTo(1);

    public GradNormConfig {
        RATES.require("learningRate", learningRate);
        Range.NOT_NEGATIVE.require("asymmetry", asymmetry);
    }

    /** The paper's. */
    public static GradNormConfig defaults() {
        return new GradNormConfig(.025, 1.5);
    }

    static GradNormConfig read(Section in) {
        GradNormConfig d = defaults();
        return new GradNormConfig(
                in.number("learningRate", d.learningRate, RATES),
                in.number("asymmetry", d.asymmetry, Range.NOT_NEGATIVE));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return new Settings(KIND)
                .with("learningRate", learningRate)
                .with("asymmetry", asymmetry)
                .all();
    }

    @Override
    public TaskWeighting scheme(List<Task> tasks, long seed) {
        return new GradNorm(tasks.size(), asymmetry, learningRate);
    }
}
