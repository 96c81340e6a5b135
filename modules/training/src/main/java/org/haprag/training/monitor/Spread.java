package org.haprag.training.monitor;

/** Mean and standard deviation of values as they come (Welford 1962, doi:10.1080/00401706.1962.10490022). */
public final class Spread {
    private int count;
    private double mean;
    private double squares;

    public void add(double value) {
        count++;
        double off = value - mean;
        mean += off / count;
        squares += off * (value - mean);
    }

    public int count() {
        return count;
    }

    /** NaN without values. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Of the sample, with n - 1; NaN below two values. */
    public double deviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }
}
