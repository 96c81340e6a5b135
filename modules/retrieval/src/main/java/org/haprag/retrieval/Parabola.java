package org.haprag.retrieval;

/** Between values at equal distances. */
final class Parabola {
    private Parabola() {}

    /**
     * A value on the parabola through the three that lie nearest.
     *
     * @param values three or more, at 0, 1, 2 and so on
     */
    static double between(double[] values, double at) {
        int i = (int) Math.max(1, Math.min(values.length - 2, Math.round(at)));
        double x = at - i;
        return values[i]
                + x * (values[i + 1] - values[i - 1]) / 2
                + x * x * (values[i + 1] - 2 * values[i] + values[i - 1]) / 2;
    }
}
