package org.haprag.loss.config;

import org.haprag.loss.criterion.Flsd53;
import org.haprag.loss.criterion.HeadLoss;

/** {@link Flsd53}. */
public record Flsd53Config() implements CriterionConfig {
    static final String KIND = "flsd-53";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public HeadLoss loss(int classes) {
        return new HeadLoss.Sitewise(new Flsd53());
    }
}
