package org.haprag.retrieval;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often copying switches in parts of a contig, relative to the contig's {@link SwitchRate}: a map tells the distances of
 * another population, and where there is no map, hot and cold stretches look alike. A stretch is long enough for some switches
 * to be expected in it, and its rate is the mean of a posterior whose prior lies around the contig's rate. Immutable.
 *
 * @param stretches in order; elsewhere the contig's rate holds
 */
public record RateByStretch(List<Stretch> stretches) implements Serializable {
    /** The same rate everywhere. */
    public static final RateByStretch EVEN = new RateByStretch(List.of());

    /** Haplotypes that descend from one have its switches in common: so many of them tell what independent ones would. */
    private static final double INDEPENDENT = .5;

    private static final double MOST_INDEPENDENT = 32;

    /** So many switches are expected in a stretch, of independent haplotypes at the contig's rate. */
    private static final double SWITCHES = 2;

    private static final int LEAST_STEPS = 3;

    /**
     * Standard deviations of the logarithm of a stretch's rate in the prior, of a good map and of a bad one or none. That which
     * is likelier of stretches so many times as long is taken: short ones differ by what happened once, long ago.
     */
    private static final double[] SPREADS = {.4, .8};

    private static final double LONGER = 4;

    private static final int GRID = 60;

    /**
     * A part of the contig.
     *
     * @param relative its rate over the contig's
     */
    public record Stretch(double fromCm, double toCm, double relative) implements Serializable {}

    /** Sites with one rate, from the first to the one after the last. */
    public record Part(int from, int to, double relative) {}

    /**
     * Two neighbouring typed sites.
     *
     * @param logLikelihood (rates) of what the explained haplotypes carry at the right one, given all before, at each rate tried
     */
    record Step(double fromCm, double toCm, double[] logLikelihood) {}

    public RateByStretch {
        stretches = List.copyOf(stretches);
    }

    /**
     * @param steps in order, with gaps where a contig was not looked at
     * @param logRates natural logarithms of the rates that were tried, at equal distances
     * @param perCm the contig's rate
     * @param haplotypes that were explained
     */
    static RateByStretch estimate(List<Step> steps, double[] logRates, double perCm, int haplotypes) {
        double independent = Math.min(INDEPENDENT * haplotypes, MOST_INDEPENDENT);
        Likelihood likelihood = new Likelihood(logRates, Math.log(perCm), independent / haplotypes);
        double cm = SWITCHES / (perCm * independent);
        double spread = SPREADS[0];
        double likeliest = Double.NEGATIVE_INFINITY;
        for (double tried : SPREADS) {
            double log = 0;
            for (List<Step> stretch : cut(steps, LONGER * cm)) log += likelihood.log(stretch, tried);
            if (log > likeliest) {
                likeliest = log;
                spread = tried;
            }
        }
        List<Stretch> out = new ArrayList<>();
        for (List<Step> stretch : cut(steps, cm)) {
            double relative = Math.exp(likelihood.mean(stretch, spread));
            out.add(new Stretch(stretch.get(0).fromCm, stretch.get(stretch.size() - 1).toCm, relative));
        }
        return out.size() < 2 ? EVEN : new RateByStretch(out);
    }

    /** Cut where a stretch is long enough, and at gaps. */
    private static List<List<Step>> cut(List<Step> steps, double cm) {
        List<List<Step>> out = new ArrayList<>();
        List<Step> now = new ArrayList<>();
        double length = 0;
        for (Step step : steps) {
            boolean gap = !now.isEmpty() && now.get(now.size() - 1).toCm < step.fromCm;
            if (gap || length >= cm && now.size() >= LEAST_STEPS) {
                out.add(now);
                now = new ArrayList<>();
                length = 0;
            }
            now.add(step);
            length += step.toCm - step.fromCm;
        }
        if (!now.isEmpty()) out.add(now);
        return out;
    }

    /**
     * Cuts sites where the rate changes.
     *
     * @param cm of all sites, not descending
     * @param from the first of those asked for
     * @param to the one after the last
     */
    public List<Part> parts(double[] cm, int from, int to) {
        List<Part> out = new ArrayList<>();
        int begin = from;
        for (Stretch stretch : stretches) {
            int first = firstAt(stretch.fromCm, cm, begin, to);
            int end = firstAt(stretch.toCm, cm, first, to);
            if (first > begin) out.add(new Part(begin, first, 1));
            if (end > first) out.add(new Part(first, end, stretch.relative));
            begin = end;
        }
        if (begin < to) out.add(new Part(begin, to, 1));
        return out;
    }

    private static int firstAt(double from, double[] cm, int begin, int end) {
        int site = begin;
        while (site < end && cm[site] < from) site++;
        return site;
    }

    /**
     * The distance between each place and the one on its left, 0 at the first, each part of it times its relative rate.
     *
     * @param cm not descending
     */
    double[] distances(double[] cm) {
        double[] out = new double[cm.length];
        int next = 0;
        for (int t = 1; t < cm.length; t++) {
            out[t] = cm[t] - cm[t - 1];
            while (next < stretches.size() && stretches.get(next).toCm <= cm[t - 1]) next++;
            for (int i = next; i < stretches.size() && stretches.get(i).fromCm < cm[t]; i++) {
                Stretch stretch = stretches.get(i);
                double shared = Math.min(cm[t], stretch.toCm) - Math.max(cm[t - 1], stretch.fromCm);
                out[t] += shared * (stretch.relative - 1);
            }
        }
        return out;
    }

    /**
     * Of the logarithm of a stretch's rate over the contig's.
     *
     * @param centre that of the contig's rate
     * @param counts how much a haplotype counts
     */
    private record Likelihood(double[] logRates, double centre, double counts) {
        /** The logarithm of the probability of what is carried in a stretch, but for a constant. */
        double log(List<Step> stretch, double spread) {
            double[] at = posterior(stretch, spread);
            double most = Arrays.stream(at).max().orElseThrow();
            return most
                    + Math.log(Arrays.stream(at).map(v -> Math.exp(v - most)).sum());
        }

        double mean(List<Step> stretch, double spread) {
            double[] at = posterior(stretch, spread);
            double most = Arrays.stream(at).max().orElseThrow();
            double sum = 0;
            double mean = 0;
            for (int i = 0; i < at.length; i++) {
                double p = Math.exp(at[i] - most);
                sum += p;
                mean += p * deviations(i) * spread;
            }
            return mean / sum;
        }

        /** From 3 standard deviations below the contig's rate to 3 above. */
        private static double deviations(int i) {
            return 3.0 * (i - GRID) / GRID;
        }

        private double[] posterior(List<Step> stretch, double spread) {
            double[] sum = new double[logRates.length];
            for (Step step : stretch) for (int j = 0; j < sum.length; j++) sum[j] += counts * step.logLikelihood[j];
            double[] out = new double[2 * GRID + 1];
            for (int i = 0; i < out.length; i++) {
                double x = deviations(i);
                out[i] = between(sum, centre + x * spread) - x * x / 2;
            }
            return out;
        }

        private double between(double[] values, double logRate) {
            return Parabola.between(values, (logRate - logRates[0]) / (logRates[1] - logRates[0]));
        }
    }
}
