package org.haprag.loss;

/**
 * The focusing parameter over training, linear from {@code from} at epoch 0 to {@code to} at epoch {@code epochs}, and
 * constant from there.
 *
 * @param epochs 0 for a constant gamma
 */
public record GammaSchedule(double from, double to, int epochs) {
    public GammaSchedule {
        if (!(from >= 0) || !(to >= 0) || epochs < 0)
            throw new IllegalArgumentException("gamma " + from + " to " + to + " over " + epochs + " epochs");
    }

    public static GammaSchedule constant(double gamma) {
        return new GammaSchedule(gamma, gamma, 0);
    }

    /** Gamma at a 0-based epoch. */
    public double at(int epoch) {
        if (epoch < 0) throw new IllegalArgumentException("epoch must be >= 0, found " + epoch);
        return epoch >= epochs ? to : from + (to - from) * epoch / epochs;
    }
}
