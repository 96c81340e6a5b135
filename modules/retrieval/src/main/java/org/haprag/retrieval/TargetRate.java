package org.haprag.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much more often copying switches in one target sample than among the panel's own haplotypes ({@link SwitchRate}), by the
 * likelihood of what was observed of it. Descendants of the panel's samples copy them over longer stretches than these copy each
 * other; in a panel of relatives somebody else switches more often. It depends on the target's own genotypes, and not on who else
 * is imputed.
 *
 * <p>Most targets are as the panel's samples are, and what switches has few independent causes. So the prior of the logarithm lies
 * closely around 0, but for some targets that are otherwise, and half the likelihood counts. The rate is the mean of the posterior.
 */
final class TargetRate {
    /** One tried rate over the next lower one. */
    static final double RATIO = 3;

    /** Rates are tried three at a time, each a third of the next. */
    static final int AT_ONCE = 3;

    /** Standard deviations of the prior's two parts. */
    private static final double[] SPREADS = {.2, 2};

    private static final double[] PARTS = {.9, .1};

    private static final double COUNTS = .5;

    /** How often lower rates are tried, or higher ones, where the likeliest is the last that was. */
    private static final int FURTHER = 2;

    /** Between two rates that were tried. */
    private static final int GRID = 20;

    /** Typed sites that are looked at of a target whose phase is known, at most. */
    static final int SITES_PHASED = 384;

    /** The same of one whose phase is not known: there are fewer states then. */
    static final int SITES_UNPHASED = 1024;

    /** Of these so many lie side by side. */
    private static final int RUN_SITES = 128;

    private TargetRate() {}

    /** The log likelihood of one target. */
    interface Likelihood {
        /** At the rates {@link #around} {@code times} that of the panel. */
        double[] at(double times);
    }

    /** A rate, with those below and above it that are tried at once. */
    static double[] around(double rate) {
        return new double[] {rate / RATIO, rate, rate * RATIO};
    }

    /** Blocks of typed sites that lie side by side. */
    record Run(int from, int to) {}

    /**
     * Those that are looked at, evenly spread.
     *
     * @param blocks of all typed sites
     * @param mostSites that are looked at
     */
    static List<Run> runs(int blocks, int blockSites, int mostSites) {
        int together = Math.max(1, RUN_SITES / blockSites);
        int most = mostSites / RUN_SITES;
        List<Run> out = new ArrayList<>();
        if (blocks <= most * together) {
            out.add(new Run(0, blocks));
            return out;
        }
        for (int i = 0; i < most; i++) {
            int from = Spread.place(i, most, blocks - together + 1);
            out.add(new Run(from, from + together));
        }
        return out;
    }

    /** The rate of a target over the panel's. */
    static double relative(Likelihood likelihood) {
        double[] log = new double[AT_ONCE * (2 * FURTHER + 1)];
        int from = AT_ONCE * FURTHER;
        int to = from + AT_ONCE;
        System.arraycopy(likelihood.at(1), 0, log, from, AT_ONCE);
        double step = Math.pow(RATIO, AT_ONCE);
        for (double times = 1 / step; from > 0 && log[from] > most(log, from + 1, to); times /= step) {
            from -= AT_ONCE;
            System.arraycopy(likelihood.at(times), 0, log, from, AT_ONCE);
        }
        for (double times = step; to < log.length && log[to - 1] > most(log, from, to - 1); times *= step) {
            System.arraycopy(likelihood.at(times), 0, log, to, AT_ONCE);
            to += AT_ONCE;
        }
        int ofPanel = AT_ONCE * FURTHER + 1;
        return Math.exp(mean(Arrays.copyOfRange(log, from, to), (from - ofPanel) * Math.log(RATIO)));
    }

    private static double most(double[] log, int from, int to) {
        double most = log[from];
        for (int i = from + 1; i < to; i++) most = Math.max(most, log[i]);
        return most;
    }

    /**
     * The posterior mean of the logarithm.
     *
     * @param log likelihoods of rates, each {@link #RATIO} times the one before
     * @param lowest the logarithm of the first
     */
    private static double mean(double[] log, double lowest) {
        double most = most(log, 0, log.length);
        double sum = 0;
        double mean = 0;
        for (int i = 0; i <= (log.length - 1) * GRID; i++) {
            double at = (double) i / GRID;
            double x = lowest + at * Math.log(RATIO);
            double p = prior(x) * Math.exp(COUNTS * (Parabola.between(log, at) - most));
            sum += p;
            mean += p * x;
        }
        return mean / sum;
    }

    private static double prior(double x) {
        double sum = 0;
        for (int i = 0; i < SPREADS.length; i++) {
            double z = x / SPREADS[i];
            sum += PARTS[i] / SPREADS[i] * Math.exp(-z * z / 2);
        }
        return sum;
    }
}
