package org.haprag.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels.
 *
 * @param low value at {@code fromPx}
 * @param high value at {@code toPx}
 * @param fromPx pixel of the low end
 * @param toPx pixel of the high end; below {@code fromPx} for an axis that points up
 */
record Axis(double low, double high, double fromPx, double toPx) {
    Axis {
        if (!(high > low)) throw new IllegalArgumentException("axis from " + low + " to " + high);
    }

    /** An axis whose ends are round numbers about the given values; NaN and infinities are passed over. */
    static Axis about(double[] values, double fromPx, double toPx) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double x : values) {
            if (!Double.isFinite(x)) continue;
            low = Math.min(low, x);
            high = Math.max(high, x);
        }
        if (low > high) return new Axis(0, 1, fromPx, toPx);
        if (high - low < 1e-9) {
            low -= .5 * Math.max(1e-3, Math.abs(low));
            high += .5 * Math.max(1e-3, Math.abs(high));
        }
        double step = step(high - low, 5);
        return new Axis(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, fromPx, toPx);
    }

    /** The part of this axis between two values that nothing lies beyond. */
    Axis within(double least, double most) {
        return new Axis(Math.max(low, least), Math.min(high, most), fromPx, toPx);
    }

    double px(double value) {
        return fromPx + (value - low) / (high - low) * (toPx - fromPx);
    }

    /** Round values along the axis, about so many. */
    List<Double> ticks(int about) {
        double step = step(high - low, about);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-6); i * step <= high + 1e-6 * step; i++) ticks.add(i * step);
        return ticks;
    }

    /** A tick as text, with as many decimals as its neighbours need. */
    String label(double tick, int about) {
        double step = step(high - low, about);
        int digits = Math.max(0, Math.min(6, (int) Math.ceil(-Math.log10(step) - 1e-9)));
        return digits == 0 ? Decimals.count(Math.round(tick)) : Decimals.fixed(tick + 0.0, digits);
    }

    private static double step(double span, int about) {
        double raw = span / about;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double lead = raw / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
