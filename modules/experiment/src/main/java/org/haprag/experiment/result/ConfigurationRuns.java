package org.haprag.experiment.result;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;

/**
 * All runs of one configuration.
 *
 * @param name as in the suite
 * @param about one clause about it, may be empty
 * @param note what it does not share with the reference, may be empty
 * @param runs one a seed, in the suite's order; the baseline, which does not learn, has one
 */
public record ConfigurationRuns(String name, String about, String note, List<RunOutcome> runs) {
    public ConfigurationRuns {
        if (runs.isEmpty()) throw new IllegalArgumentException(name + " has no runs");
        runs = List.copyOf(runs);
    }

    /** The counts of all seeds together: each left-out sample is scored once a seed. */
    MafStratifiedScores pooled() {
        MafStratifiedScores all = new MafStratifiedScores(runs.get(0).leftOut().samples());
        for (RunOutcome run : runs) all.merge(run.leftOut());
        return all;
    }

    /** A metric on the left-out samples, of the run at an index; the only run where there is one. */
    public double of(int run, MafStratum stratum, Metric metric) {
        return runs.get(Math.min(run, runs.size() - 1))
                .leftOut()
                .scores(stratum)
                .value(metric);
    }

    /** Mean over seeds of macro F1 on learned-from samples minus that on left-out samples. */
    public double rawGap() {
        return mean(run -> f1(run.learned()) - f1(run.leftOut()));
    }

    /** Mean over seeds. */
    public double mean(ToDoubleFunction<RunOutcome> value) {
        return runs.stream().mapToDouble(value).average().orElseThrow();
    }

    private static double f1(MafStratifiedScores scores) {
        return scores.scores(MafStratum.ALL).value(Metric.F1_MACRO);
    }
}
