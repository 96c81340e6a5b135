package org.haprag.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.haprag.io.Progress;
import org.haprag.training.TrainingListener;
import org.haprag.training.ValidationScore;
import org.haprag.training.monitor.GroupShare;
import org.haprag.training.monitor.MonitorReport;
import org.haprag.training.monitor.Sign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a training run: progress, log lines a validation, {@code MODEL.history.tsv} and {@code MODEL.metrics.json}. */
final class History implements TrainingListener {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private static final String HEADER =
            "step\ttrain_loss\tvalidation_loss\tvalidation_cross_entropy\tvalidation_brier\tbrier_ratio_to_copying\tbest"
                    + "\tvalidation_macro_f1\tvalidation_rare_macro_f1\tvalidation_ece\tmacro_f1_gap"
                    + "\teffective_data_use\tloss_deviation\n";

    private final Progress progress;
    private final List<String> lines = new ArrayList<>();
    private final List<MonitorReport> reports = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();
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
                "%d\t%s\t%.6f\t%.6f\t%.6f\t%.4f\t%s",
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

    /** Comes right after {@link #validated}, whose line it completes. */
    @Override
    public void monitored(MonitorReport r) {
        reports.add(r);
        int last = lines.size() - 1;
        lines.set(
                last,
                lines.get(last) + tab(r.all().macroF1()) + tab(r.rare().macroF1())
                        + tab(r.all().ece()) + tab(r.gap()) + tab(r.dataUse())
                        + tab(r.batches().deviation()) + "\n");
        LOG.info(String.format(
                Locale.ROOT,
                "step %d: macro F1 %.4f (MAF < .05: %.4f), best at validation %d; ECE %.4f; %.0f %% of the sites carry 90 %% of"
                        + " the gradient%s",
                r.step(),
                r.all().macroF1(),
                r.rare().macroF1(),
                r.validationsToBestF1(),
                r.all().ece(),
                100 * r.dataUse(),
                ofBatches(r)));
        if (r.step() == 0) return; // before training there is nothing to warn of
        for (Sign sign : r.signs()) {
            boolean fresh = sign.level() == Sign.Level.WARNING && warned.add(sign.monitor());
            if (fresh) LOG.warn("{}", sign.sentence());
        }
    }

    private static String ofBatches(MonitorReport r) {
        if (r.batches().batches() == 0) return "";
        String spread = String.format(
                Locale.ROOT,
                "; loss of a batch %.4f ± %.4f",
                r.batches().loss(),
                r.batches().deviation());
        double share = r.batches().consistencyShare();
        return Double.isNaN(share)
                ? spread
                : spread + String.format(Locale.ROOT, "; consistency at %.1f %% of the sites", 100 * share);
    }

    private static String tab(double value) {
        return Double.isNaN(value) ? "\t" : String.format(Locale.ROOT, "\t%.6f", value);
    }

    /** Logs where loss and gradient come from and all signs, as of the last validation. */
    void summarise() {
        if (reports.isEmpty()) return;
        MonitorReport last = reports.get(reports.size() - 1);
        LOG.info("haplotype losses, % of sites / loss / gradient by MAF: {}", shares(last.byMaf()));
        LOG.info("by probability of the true allele: {}", shares(last.byDifficulty()));
        if (!last.gradientCosines().isEmpty()) {
            LOG.info(
                    "cosines of the tasks' gradients: {}",
                    last.gradientCosines().entrySet().stream()
                            .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        for (Sign sign : last.signs()) {
            LOG.info("{}: {}", sign.level() == Sign.Level.WARNING ? "warning" : "healthy", sign.sentence());
        }
    }

    private static String shares(List<GroupShare> groups) {
        return groups.stream()
                .map(g -> String.format(
                        Locale.ROOT,
                        "%s %.0f/%.0f/%.0f",
                        g.group(),
                        100 * g.siteShare(),
                        100 * g.lossShare(),
                        100 * g.gradientShare()))
                .collect(Collectors.joining(", "));
    }

    void write(Path history, Path metrics) throws IOException {
        Files.writeString(history, HEADER + String.join("", lines));
        MonitorJson.write(metrics, reports);
    }
}
