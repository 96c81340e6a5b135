package org.haprag.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Every {@link Metric} of one stratum, and what it rests on. Immutable. */
public final class Scores {
    private final int sites;
    private final long pairs;
    private final long posteriorPairs;
    private final Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);

    private Scores(int sites, long pairs, long posteriorPairs, Function<Metric, Estimate> estimate) {
        this.sites = sites;
        this.pairs = pairs;
        this.posteriorPairs = posteriorPairs;
        for (Metric m : Metric.values()) estimates.put(m, estimate.apply(m));
    }

    /** The scores of one tally, each metric's interval taken from {@code interval}. */
    static Scores of(int sites, double[] tally, Function<Metric, Estimate> estimate) {
        return new Scores(sites, (long) tally[Tally.PAIRS], (long) tally[Tally.GP_PAIRS], estimate);
    }

    /** The scores of one tally, without intervals. */
    static Scores of(int sites, double[] tally) {
        return of(sites, tally, m -> Estimate.point(m.of(tally, 0)));
    }

    /** How many (site, ALT allele) were scored. */
    public int sites() {
        return sites;
    }

    /** How many (site and ALT allele, sample) were scored. */
    public long pairs() {
        return pairs;
    }

    /** How many of the pairs have genotype posteriors: ECE and Brier rest on these. */
    public long posteriorPairs() {
        return posteriorPairs;
    }

    public Estimate get(Metric metric) {
        return estimates.get(metric);
    }

    /** NaN where the metric is not defined. */
    public double value(Metric metric) {
        return get(metric).value();
    }
}
