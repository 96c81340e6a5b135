package org.haprag.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Scores of several methods on the same samples and sites, with 95 % percentile intervals for each and for their
 * differences, all from one bootstrap over samples. Whoever is an easy sample for one method is so for the others: the
 * interval of a paired difference is narrower than the two intervals suggest.
 */
public final class PairedScores {
    /** Replicates in which a metric may be undefined before its interval is. */
    private static final double MAX_UNDEFINED = 0.5;

    private final List<MafStratum> rows;
    private final List<MafStratifiedScores> methods;
    private final double[][][] tallies;
    /** By method and row: the replicates of each metric. */
    private final List<List<Map<Metric, double[]>>> replicates;

    private final int draws;
    private final Scores[][] scores;

    private PairedScores(
            List<MafStratifiedScores> methods,
            List<MafStratum> rows,
            double[][][] tallies,
            List<List<Map<Metric, double[]>>> replicates,
            int draws) {
        this.methods = methods;
        this.rows = rows;
        this.tallies = tallies;
        this.replicates = replicates;
        this.draws = draws;
        this.scores = new Scores[methods.size()][rows.size()];
        IntStream.range(0, methods.size() * rows.size()).parallel().forEach(i -> {
            int method = i / rows.size();
            int row = i % rows.size();
            scores[method][row] = score(method, row);
        });
    }

    /**
     * Scores and bootstraps.
     *
     * @param methods one accumulator a method, all of the same samples in the same order
     */
    public static PairedScores of(List<MafStratifiedScores> methods, List<MafStratum> rows, SampleBootstrap bootstrap) {
        int samples = methods.get(0).samples();
        byte[][] draws = bootstrap.draws(samples);
        double[][][] tallies = new double[methods.size()][rows.size()][];
        List<List<Map<Metric, double[]>>> replicates = new ArrayList<>();
        for (int m = 0; m < methods.size(); m++) {
            if (methods.get(m).samples() != samples) {
                throw new IllegalArgumentException(
                        "method " + m + " has " + methods.get(m).samples() + " samples, the first has " + samples);
            }
            for (int r = 0; r < rows.size(); r++) tallies[m][r] = methods.get(m).pooled(rows.get(r));
            replicates.add(replicate(methods.get(m), rows, draws));
        }
        return new PairedScores(List.copyOf(methods), List.copyOf(rows), tallies, replicates, draws.length);
    }

    private static List<Map<Metric, double[]>> replicate(
            MafStratifiedScores method, List<MafStratum> rows, byte[][] draws) {
        List<Map<Metric, double[]>> out = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            Map<Metric, double[]> byMetric = new EnumMap<>(Metric.class);
            for (Metric m : Metric.values()) byMetric.put(m, new double[draws.length]);
            out.add(byMetric);
        }
        int bins = MafStratum.ALL.toBin();
        IntStream.range(0, draws.length).parallel().forEach(d -> {
            double[] byBin = new double[bins * Tally.SIZE];
            for (int bin = 0; bin < bins; bin++) {
                double[] cell = method.cellOrNull(bin);
                for (int s = 0; cell != null && s < draws[d].length; s++) {
                    int weight = draws[d][s];
                    if (weight > 0) Tally.addWeighted(byBin, bin * Tally.SIZE, cell, s * Tally.SIZE, weight);
                }
            }
            double[] t = new double[Tally.SIZE];
            for (int r = 0; r < rows.size(); r++) {
                Arrays.fill(t, 0);
                for (int bin = rows.get(r).fromBin(); bin < rows.get(r).toBin(); bin++) {
                    Tally.addWeighted(t, 0, byBin, bin * Tally.SIZE, 1);
                }
                for (Metric m : Metric.values()) out.get(r).get(m)[d] = m.of(t, 0);
            }
        });
        return out;
    }

    public List<MafStratum> rows() {
        return rows;
    }

    public int methodCount() {
        return methods.size();
    }

    /** The scores of one method in one row, with intervals. */
    public Scores scores(int method, MafStratum row) {
        return scores[method][rowIndex(row)];
    }

    private Scores score(int method, int row) {
        double[] t = tallies[method][row];
        return Scores.of(methods.get(method).sites(rows.get(row)), t, m -> estimate(method, row, m));
    }

    private Estimate estimate(int method, int row, Metric m) {
        double value = m.of(tallies[method][row], 0);
        Estimate e = estimate(value, d -> replicate(method, row, m, d), m.inflatedByResampling());
        return m.inflatedByResampling() ? new Estimate(value, Math.max(0, e.low()), e.high()) : e;
    }

    /** {@code method} minus {@code reference}. */
    public Estimate difference(int method, int reference, MafStratum row, Metric metric) {
        int r = rowIndex(row);
        return estimate(
                value(method, r, metric) - value(reference, r, metric),
                d -> replicate(method, r, metric, d) - replicate(reference, r, metric, d),
                metric.inflatedByResampling());
    }

    /**
     * (1 - r2) of {@code method} divided by that of {@code reference}: below 1 means fewer errors; undefined where the
     * reference makes none.
     */
    public Estimate errorRatio(int method, int reference, MafStratum row) {
        int r = rowIndex(row);
        return estimate(
                ratio(1 - value(method, r, Metric.R2), 1 - value(reference, r, Metric.R2)),
                d -> ratio(1 - replicate(method, r, Metric.R2, d), 1 - replicate(reference, r, Metric.R2, d)),
                false);
    }

    private static double ratio(double errors, double ofReference) {
        return ofReference > 0 ? errors / ofReference : Double.NaN;
    }

    private double value(int method, int row, Metric metric) {
        return metric.of(tallies[method][row], 0);
    }

    private double replicate(int method, int row, Metric metric, int draw) {
        return replicates.get(method).get(row).get(metric)[draw];
    }

    private int rowIndex(MafStratum row) {
        int r = rows.indexOf(row);
        if (r < 0) throw new IllegalArgumentException("no row " + row.key() + " among " + rows);
        return r;
    }

    private Estimate estimate(double value, IntToDoubleFunction replicate, boolean inflated) {
        double[] drawn = IntStream.range(0, draws)
                .mapToDouble(replicate)
                .filter(x -> !Double.isNaN(x))
                .sorted()
                .toArray();
        if (Double.isNaN(value) || drawn.length <= MAX_UNDEFINED * draws) return Estimate.point(value);
        double low = quantile(drawn, 0.025);
        double high = quantile(drawn, 0.975);
        if (!inflated) return new Estimate(value, low, high);
        double excess = Arrays.stream(drawn).average().orElse(value) - value;
        return new Estimate(value, low - excess, high - excess);
    }

    private static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int i = (int) at;
        double next = sorted[Math.min(i + 1, sorted.length - 1)];
        return sorted[i] + (at - i) * (next - sorted[i]);
    }
}
