package org.haprag.loss.config;

import org.haprag.loss.criterion.CrossEntropy;
import org.haprag.loss.criterion.HeadLoss;

/** Cross-entropy. */
public record CrossEntropyConfig() implements CriterionConfig {
    static final String KIND = "cross-entropy";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public HeadLoss loss(int classes) {
        return new HeadLoss.Sitewise(new CrossEntropy());
    }
}
