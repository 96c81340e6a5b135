package org.haprag.evaluation;

import java.util.List;

/**
 * What a training run recorded of itself, for the report.
 *
 * @param curves may be empty
 * @param shares where loss and gradient came from at the last validation; may be empty
 * @param warnings sentences that say what was wrong then and what to do
 * @param healthy sentences of what was right
 */
public record TrainingStory(
        List<TrainingPoint> curves, List<Share> shares, List<String> warnings, List<String> healthy) {
    /** Nothing is known of the training. */
    public static final TrainingStory NONE = ofCurves(List.of());

    /**
     * A group of sites and its part of the whole, each in [0, 1] or NaN.
     *
     * @param by what groups are made by, such as {@code MAF}
     */
    public record Share(String by, String group, double sites, double loss, double gradient) {}

    public TrainingStory {
        curves = List.copyOf(curves);
        shares = List.copyOf(shares);
        warnings = List.copyOf(warnings);
        healthy = List.copyOf(healthy);
    }

    /** Curves alone. */
    public static TrainingStory ofCurves(List<TrainingPoint> curves) {
        return new TrainingStory(curves, List.of(), List.of(), List.of());
    }
}
