package org.haprag.loss.config;

import java.util.Map;
import org.haprag.loss.criterion.HeadLoss;
import org.haprag.loss.criterion.LabelSmoothing;

/**
 * {@link LabelSmoothing}.
 *
 * @param loss with epsilon as {@code smoothing}
 */
public record LabelSmoothingConfig(LabelSmoothing loss) implements CriterionConfig {
    static final String KIND = "label-smoothing";

    /** The paper's epsilon. */
    public static LabelSmoothingConfig defaults() {
        return new LabelSmoothingConfig(new LabelSmoothing(.1));
    }

    static LabelSmoothingConfig read(Section in) {
        return new LabelSmoothingConfig(
                new LabelSmoothing(in.number("smoothing", defaults().loss.epsilon(), Range.INSIDE_0_1)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return new Settings(KIND).with("smoothing", loss.epsilon()).all();
    }

    @Override
    public HeadLoss loss(int classes) {
        return new HeadLoss.Sitewise(loss);
    }
}
