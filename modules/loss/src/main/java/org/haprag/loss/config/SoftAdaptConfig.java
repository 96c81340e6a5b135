package org.haprag.loss.config;

import java.util.List;
import java.util.Map;
import org.haprag.loss.weighting.SoftAdapt;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;

/**
 * {@link SoftAdapt}.
 *
 * @param beta &gt; 0 favours the task that improves least
 * @param interval steps whose mean is one point of the history, &gt;= 1
 */
public record SoftAdaptConfig(SoftAdapt.Variant variant, double beta, int interval) implements WeightingConfig {
    static final String KIND = "soft-adapt";

    private static final Range INTERVALS = Range.atLeast(1);

    public SoftAdaptConfig {
        Range.FINITE.require("beta", beta);
        INTERVALS.require("interval", interval);
    }

    /** The paper's beta. */
    public static SoftAdaptConfig defaults() {
        return new SoftAdaptConfig(SoftAdapt.Variant.ORIGINAL, .1, 50);
    }

    static SoftAdaptConfig read(Section in) {
        SoftAdaptConfig d = defaults();
        return new SoftAdaptConfig(
                in.choice("variant", d.variant),
                in.number("beta", d.beta, Range.FINITE),
                in.whole("interval", d.interval, INTERVALS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return new Settings(KIND)
                .with("variant", variant)
                .with("beta", beta)
                .with("interval", interval)
                .all();
    }

    @Override
    public TaskWeighting scheme(List<Task> tasks, long seed) {
        return new SoftAdapt(tasks.size(), variant, beta, interval);
    }
}
