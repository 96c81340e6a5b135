package org.haprag.loss.config;

import java.util.List;
import org.haprag.loss.weighting.PcGrad;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;

/** {@link PcGrad}. */
public record PcGradConfig() implements WeightingConfig {
    static final String KIND = "pcgrad";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskWeighting scheme(List<Task> tasks, long seed) {
        return new PcGrad(seed);
    }
}
