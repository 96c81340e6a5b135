package org.haprag.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.haprag.experiment.result.RunOutcome;
import org.haprag.io.Progress;
import org.haprag.model.HapRagModel;
import org.haprag.training.TrainingListener;
import org.haprag.training.ValidationScore;

/**
 * Follows one run and keeps the weights that it ends with. {@code train} keeps those of the best validated cross-entropy,
 * which would hide what other losses do: of a run at gamma 5 they are the ones it began with.
 */
final class RunWatch implements TrainingListener {
    private final HapRagModel model;
    private final Progress progress;
    private final String label;
    private final double[] losses;
    private int steps;
    private int epochs = -1;
    private int bestEpoch;
    private double bestScore = Double.POSITIVE_INFINITY;
    private Map<String, float[]> weights;

    /** @param label beside the progress */
    RunWatch(HapRagModel model, int steps, Progress progress, String label) {
        this.model = model;
        this.progress = progress;
        this.label = label;
        this.losses = new double[steps];
    }

    @Override
    public void step(long step, double loss, double gradientNorm) {
        losses[steps++] = loss;
        progress.advance(1);
        progress.note(String.format(Locale.ROOT, "%s, loss %.4f", label, loss));
    }

    @Override
    public void validated(long step, ValidationScore score, boolean best) {
        epochs++;
        if (score.brier() < bestScore) {
            bestScore = score.brier();
            bestEpoch = epochs;
        }
        weights = model.network().parameters().values();
    }

    /** Whether training came as far as its first validation. */
    boolean begun() {
        return weights != null;
    }

    /** Gives the model the weights of the last validation instead of those that validated best. */
    void restoreLast() {
        model.network().parameters().set(weights);
    }

    /** @param stoppedBy why training ended early, or empty */
    RunOutcome.Curve curve(String stoppedBy) {
        double[] half = Arrays.copyOfRange(losses, steps / 2, steps);
        OptionalDouble mean = Arrays.stream(half).average();
        double square = Arrays.stream(half)
                .map(x -> (x - mean.orElse(0)) * (x - mean.orElse(0)))
                .average()
                .orElse(Double.NaN);
        return new RunOutcome.Curve(
                steps, Math.max(0, epochs), bestEpoch, mean.orElse(Double.NaN), Math.sqrt(square), stoppedBy);
    }
}
