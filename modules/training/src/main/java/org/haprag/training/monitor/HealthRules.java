package org.haprag.training.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Healthy and warning signs. The thresholds of gap and reconstruction are the snvbert baseline's, the others are ours
 * (docs/losses.md). The F-scores by epoch that snvbert expects are of another task and no threshold here.
 */
public final class HealthRules {
    private static final double MOST_GAP = .15;
    private static final double RECONSTRUCTION_LEADS = 1;
    private static final double RECONSTRUCTION_IDLES = .1;
    private static final double LEAST_DATA_USE = .05;
    private static final double MOST_BATCH_DEVIATION = .5;
    private static final double MOST_ECE = .05;
    private static final double OPPOSED = -.1;
    private static final double NEARLY_ALL = .95;
    private static final double NEARLY_NONE = .05;
    private static final double LEAST_SWING = .01;
    private static final double LEAST_RARE_PART = .5;
    private static final double RARE = .05;

    private final MonitorReport report;
    private final List<Sign> signs = new ArrayList<>();

    private HealthRules(MonitorReport report) {
        this.report = report;
    }

    /** The signs of a report; a monitor whose figure is not defined gives none. */
    public static List<Sign> of(MonitorReport report) {
        HealthRules rules = new HealthRules(report);
        rules.gap();
        rules.dataUse();
        rules.rareSites();
        rules.calibration();
        rules.copying();
        rules.spread();
        rules.swing();
        rules.reconstruction();
        rules.consistency();
        rules.conflicts();
        return List.copyOf(rules.signs);
    }

    private void gap() {
        judge(
                "gap",
                report.gap(),
                report.gap() > MOST_GAP,
                "macro F1 of training samples is %.3f above that of validation samples",
                "it overfits: stop earlier (training.patience), raise model.dropout or give more samples");
    }

    private void dataUse() {
        judge(
                "data use",
                100 * report.dataUse(),
                report.dataUse() < LEAST_DATA_USE,
                "%.1f %% of the sites carry nine tenths of the gradient",
                "most sites teach nothing: lower gamma");
    }

    private void rareSites() {
        double sites = 0;
        double gradient = 0;
        for (GroupShare share : report.byMaf()) {
            double lower =
                    Double.parseDouble(share.group().substring(0, share.group().indexOf('-')));
            if (lower >= RARE) continue;
            sites += share.siteShare();
            gradient += share.gradientShare();
        }
        if (sites == 0) return;
        judge(
                "rare sites",
                gradient / sites,
                gradient < LEAST_RARE_PART * sites,
                "sites below MAF .05 get %.2f times their share of the gradient",
                "weigh them by loss.mafWeight if rare variants matter");
    }

    private void calibration() {
        judge(
                "calibration",
                report.all().ece(),
                report.all().ece() > MOST_ECE,
                "the expected calibration error is %.3f",
                "do not trust posteriors: use cross-entropy or configs/scenarios/calibrated.yaml");
    }

    private void copying() {
        judge(
                "copying",
                report.errorRatio(),
                report.errorRatio() > 1,
                "squared error is %.3f of the copying model's",
                "the network does harm so far: train longer, or lower training.learningRate");
    }

    private void spread() {
        judge(
                "batches",
                report.batches().relativeDeviation(),
                report.batches().relativeDeviation() > MOST_BATCH_DEVIATION,
                "between batches the loss deviates by %.2f of its mean",
                "raise training.targetsPerStep or lower gamma");
    }

    private void swing() {
        List<Double> losses = report.recentValidationLosses();
        if (losses.size() < 5) return;
        int turns = 0;
        double moved = 0;
        for (int i = 1; i < losses.size(); i++) {
            double change = losses.get(i) - losses.get(i - 1);
            moved += Math.abs(change) / (losses.size() - 1);
            if (i > 1 && change * (losses.get(i - 1) - losses.get(i - 2)) < 0) turns++;
        }
        double swing = moved / Math.abs(losses.get(losses.size() - 1));
        judge(
                "validation loss",
                100 * swing,
                turns == losses.size() - 2 && swing > LEAST_SWING,
                "from validation to validation the loss moves by %.1f %%",
                "and turns round each time: lower training.learningRate or gamma");
    }

    private void reconstruction() {
        double ratio = report.batches().reconstructionToHaplotype();
        if (report.batches().weightJumps() > 0) {
            warn(
                    "weight jumps",
                    "reconstruction-a switched its weights " + report.batches().weightJumps()
                            + " times since the validation before",
                    "the loss jumps tenfold each time: use loss.tasks.kind reconstruction-b or reconstruction-c");
        }
        boolean idle = ratio < RECONSTRUCTION_IDLES;
        judge(
                "reconstruction",
                ratio,
                ratio > RECONSTRUCTION_LEADS || idle,
                "the reconstruction loss is %.3f of the haplotype loss",
                idle
                        ? "it hardly counts and can be removed (loss.tasks.kind reconstruction-c)"
                        : "it outweighs the main task: lower its weight to 0.05 (loss.tasks.kind reconstruction-b)");
    }

    private void consistency() {
        double share = report.batches().consistencyShare();
        judge(
                "consistency",
                100 * share,
                share > NEARLY_ALL || share < NEARLY_NONE,
                "both heads are confident at %.1f %% of the sites",
                share > NEARLY_ALL
                        ? "the threshold selects nothing: raise loss.auxiliary.confidence"
                        : "consistency is idle: lower loss.auxiliary.confidence");
    }

    private void conflicts() {
        for (Map.Entry<String, Double> pair : report.gradientCosines().entrySet()) {
            if (!(pair.getValue() < OPPOSED)) continue;
            warn(
                    "conflict " + pair.getKey(),
                    String.format(
                            Locale.ROOT,
                            "the gradients of %s have cosine %.2f",
                            pair.getKey().replace(" ", " and "),
                            pair.getValue()),
                    "they pull against each other: lower one's weight, or use loss.weighting.kind pcgrad or gradient-cosine");
        }
    }

    private void judge(String monitor, double figure, boolean warning, String found, String advice) {
        if (Double.isNaN(figure)) return;
        String sentence = String.format(Locale.ROOT, found, figure);
        if (warning) warn(monitor, sentence, advice);
        else signs.add(new Sign(Sign.Level.HEALTHY, monitor, sentence));
    }

    private void warn(String monitor, String found, String advice) {
        signs.add(new Sign(Sign.Level.WARNING, monitor, found + ": " + advice));
    }
}
