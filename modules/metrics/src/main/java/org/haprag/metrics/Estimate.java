package org.haprag.metrics;

/**
 * A value with its 95 % percentile interval.
 *
 * @param value the point estimate; NaN where it is not defined
 * @param low 2.5th percentile of the bootstrap, NaN without a bootstrap
 * @param high 97.5th percentile of the bootstrap, NaN without a bootstrap
 */
public record Estimate(double value, double low, double high) {
    /** A value without an interval. */
    public static Estimate point(double value) {
        return new Estimate(value, Double.NaN, Double.NaN);
    }

    public boolean defined() {
        return !Double.isNaN(value);
    }

    public boolean hasInterval() {
        return !Double.isNaN(low);
    }

    /** Whether the interval lies on one side of 0: a difference that the bootstrap tells from none. */
    public boolean excludesZero() {
        return hasInterval() && (low > 0 || high < 0);
    }
}
