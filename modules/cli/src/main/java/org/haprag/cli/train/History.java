package org.haprag.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haprag.cli.Progress;
import org.haprag.training.TrainingListener;
import org.haprag.training.ValidationScore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a training run: progress, a log line a validation, and {@code MODEL.history.tsv}. */
final class History implements TrainingListener {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private static final String HEADER =
            "step\ttrain_loss\tvalidation_loss\tvalidation_cross_entropy\tvalidation_brier\tbrier_ratio_to_copying\tbest\n";

    private final Progress progress;
    private final List<String> lines = new ArrayList<>();
    private double lossSum;
    private int lossCount;
    private long lastStep;

    History(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void step(long step, double loss, double gradientNorm) {
        progress.advance(lastStep == 0 ? step : step - lastStep); // a resumed run begins where the other one ended
        lastStep = step;
        lossSum += loss;
        lossCount++;
        progress.note(String.format(Locale.ROOT, "loss %.4f", lossSum / lossCount));
    }

    @Override
    public void validated(long step, ValidationScore score, boolean best) {
        String trained = lossCount == 0 ? "" : String.format(Locale.ROOT, "%.6f", lossSum / lossCount);
        lines.add(String.format(
                Locale.ROOT,
                "%d\t%s\t%.6f\t%.6f\t%.6f\t%.4f\t%s\n",
                step,
                trained,
                score.loss(),
                score.crossEntropy(),
                score.brier(),
                score.errorRatio(),
                best ? "yes" : "no"));
        LOG.info(String.format(
                Locale.ROOT,
                "step %d: validation loss %.4f, squared error %.3f of the copying model's%s",
                step,
                score.loss(),
                score.errorRatio(),
                best ? "" : " (not the best)"));
        lossSum = 0;
        lossCount = 0;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, HEADER + String.join("", lines));
    }
}
