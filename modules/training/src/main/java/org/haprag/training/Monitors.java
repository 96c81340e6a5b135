package org.haprag.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haprag.loss.LossParts;
import org.haprag.loss.weighting.Task;
import org.haprag.metrics.MafStratum;
import org.haprag.training.monitor.BatchFigures;
import org.haprag.training.monitor.MonitorReport;
import org.haprag.training.monitor.Spread;

/** Follows a run from batch to batch and from validation to validation, and reports at each validation. */
final class Monitors {
    /** The portion of the gradient whose carriers are counted. */
    private static final double PORTION = .9;

    private static final int RECENT = 5;

    private Spread total = new Spread();
    private Map<Task, Spread> tasks = new EnumMap<>(Task.class);
    private Spread share = new Spread();
    private int jumps;
    private Map<Task, Double> weights;
    private int validations = -1;
    private double bestF1 = Double.NEGATIVE_INFINITY;
    private int bestAt;
    private final List<Double> recent = new ArrayList<>();

    /** Takes note of a training batch. */
    void step(LossParts parts) {
        total.add(parts.totalValue());
        parts.values()
                .forEach((task, loss) ->
                        tasks.computeIfAbsent(task, t -> new Spread()).add(loss));
        if (!Double.isNaN(parts.consistencyShare())) share.add(parts.consistencyShare());
        if (weights != null && !weights.equals(parts.baseWeights())) jumps++;
        weights = parts.baseWeights();
    }

    /** Takes note of a validation, and begins to collect for the next. */
    MonitorReport report(
            long step, Validation.Outcome outcome, Map<String, Double> gradientCosines, int validationsWithoutBetter) {
        ValidationWatch watch = outcome.watch();
        validations++;
        double f1 = watch.accuracy(MafStratum.ALL).macroF1();
        if (f1 > bestF1) {
            bestF1 = f1;
            bestAt = validations;
        }
        recent.add(outcome.score().loss());
        if (recent.size() > RECENT) recent.remove(0);
        MonitorReport report = new MonitorReport(
                step,
                batches(),
                outcome.score().loss(),
                outcome.score().errorRatio(),
                watch.accuracy(MafStratum.ALL),
                watch.accuracy(MafStratum.RARE),
                watch.accuracy(MafStratum.COMMON),
                watch.trainingF1(),
                watch.comparableF1(),
                watch.byMaf(),
                watch.byDifficulty(),
                watch.dataUse(PORTION),
                watch.meanFocus(),
                gradientCosines,
                validations,
                bestAt,
                bestF1,
                validationsWithoutBetter,
                recent);
        total = new Spread();
        tasks = new EnumMap<>(Task.class);
        share = new Spread();
        jumps = 0;
        return report;
    }

    private BatchFigures batches() {
        Map<String, Double> losses = new LinkedHashMap<>();
        tasks.forEach((task, loss) -> losses.put(task.key(), loss.mean()));
        return new BatchFigures(
                total.count(),
                total.mean(),
                total.deviation(),
                losses,
                (mean(Task.RECON1) + mean(Task.RECON2)) / (mean(Task.HAP1) + mean(Task.HAP2)),
                share.mean(),
                jumps);
    }

    private double mean(Task task) {
        return tasks.containsKey(task) ? tasks.get(task).mean() : Double.NaN;
    }

    /** What must be kept to continue a run; to be asked for right after a report. */
    double[] state() {
        double[] state = new double[3 + recent.size()];
        state[0] = validations;
        state[1] = bestF1;
        state[2] = bestAt;
        for (int i = 0; i < recent.size(); i++) state[3 + i] = recent.get(i);
        return state;
    }

    /** Continues a run. @param state as {@link #state} gave it */
    void restore(double[] state) {
        validations = (int) state[0];
        bestF1 = state[1];
        bestAt = (int) state[2];
        recent.clear();
        for (int i = 3; i < state.length; i++) recent.add(state[i]);
    }
}
