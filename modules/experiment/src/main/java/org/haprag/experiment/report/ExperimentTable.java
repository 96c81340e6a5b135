package org.haprag.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haprag.evaluation.report.Decimals;
import org.haprag.evaluation.report.TextTable;
import org.haprag.experiment.result.Comparison;
import org.haprag.experiment.result.ConfigurationRuns;
import org.haprag.experiment.result.ExperimentResult;
import org.haprag.experiment.result.RunOutcome;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.Scores;

/** The table of an experiment, for programs (TSV) and for the terminal. */
public final class ExperimentTable {
    private ExperimentTable() {}

    /** One line a configuration, the baseline last. */
    static String tsv(ExperimentResult result) {
        List<String> header = new ArrayList<>(List.of("configuration", "role", "seeds"));
        for (Metric metric : ExperimentResult.compared()) {
            for (MafStratum stratum : ExperimentResult.strata()) {
                String name = metric.key() + "_" + stratum.key();
                for (String part : List.of("", "_diff", "_diff_low", "_diff_high", "_p", "_holm", "_verdict")) {
                    header.add(name + part);
                }
            }
        }
        header.addAll(List.of(
                "f1_alt_rare",
                "ece",
                "epochs_to_best",
                "epochs",
                "loss_mean",
                "loss_std",
                "loss_relative_std",
                "overfit_gap"));
        StringBuilder out = new StringBuilder(String.join("\t", header)).append('\n');
        for (int m = 0; m <= result.configurations().size(); m++) {
            out.append(String.join("\t", line(result, m))).append('\n');
        }
        return out.toString();
    }

    private static List<String> line(ExperimentResult result, int method) {
        boolean baseline = method == result.configurations().size();
        ConfigurationRuns c =
                baseline ? result.baseline() : result.configurations().get(method);
        String role = baseline ? "baseline" : method == result.reference() ? "reference" : "configuration";
        List<String> cells = new ArrayList<>(
                List.of(c.name(), role, Integer.toString(c.runs().size())));
        for (Metric metric : ExperimentResult.compared()) {
            for (MafStratum stratum : ExperimentResult.strata()) {
                cells.add(Decimals.cell(result.scores().scores(method, stratum).value(metric)));
                Estimate d = result.scores().difference(method, result.reference(), stratum, metric);
                for (double x : new double[] {d.value(), d.low(), d.high()}) cells.add(Decimals.cell(x));
                cells.addAll(result.comparison(c.name(), stratum, metric)
                        .map(t -> List.of(
                                String.format(Locale.ROOT, "%.3g", t.p()),
                                String.format(Locale.ROOT, "%.3g", t.holm()),
                                t.verdict().name().toLowerCase(Locale.ROOT)))
                        .orElse(List.of("NA", "NA", "NA")));
            }
        }
        cells.add(Decimals.cell(result.scores().scores(method, MafStratum.RARE).value(Metric.F1_ALT)));
        cells.add(Decimals.cell(result.scores().scores(method, MafStratum.ALL).value(Metric.ECE)));
        for (double x : course(result, c, baseline)) cells.add(Decimals.cell(x));
        return cells;
    }

    /** Epochs to best, epochs, loss mean, deviation, relative deviation, overfit gap; NaN for the baseline, which has none. */
    private static double[] course(ExperimentResult result, ConfigurationRuns c, boolean baseline) {
        if (baseline) return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        return new double[] {
            c.mean(r -> r.curve().epochsToBest()),
            c.mean(r -> r.curve().epochs()),
            c.mean(r -> r.curve().lossMean()),
            c.mean(r -> r.curve().lossDeviation()),
            c.mean(r -> r.curve().relativeDeviation()),
            result.overfitGap(c)
        };
    }

    /** For the terminal, at most {@link TextTable#MAX_WIDTH} columns: + better and - worse than the reference beyond noise. */
    public static String text(ExperimentResult result) {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%-22s %8s %8s %8s %8s %8s %8s %6s %6s %7s\n",
                "configuration",
                "r2",
                "rare",
                "common",
                "F1",
                "rare",
                "common",
                "ECE",
                "epochs",
                "std/L"));
        for (int m = 0; m <= result.configurations().size(); m++) {
            boolean baseline = m == result.configurations().size();
            ConfigurationRuns c =
                    baseline ? result.baseline() : result.configurations().get(m);
            String name = c.name() + (m == result.reference() ? " *" : "");
            out.append(String.format(Locale.ROOT, "%-22s", name.length() > 22 ? name.substring(0, 21) + "~" : name));
            for (Metric metric : ExperimentResult.compared()) {
                for (MafStratum stratum : ExperimentResult.strata()) {
                    Scores s = result.scores().scores(m, stratum);
                    out.append(String.format(
                            Locale.ROOT,
                            " %8s",
                            Decimals.fixed(s.value(metric), 4) + sign(result, c.name(), stratum, metric)));
                }
            }
            double ece = result.scores().scores(m, MafStratum.ALL).value(Metric.ECE);
            double[] course = course(result, c, baseline);
            out.append(String.format(
                    Locale.ROOT,
                    " %6s %6s %7s\n",
                    Decimals.fixed(ece, 4),
                    Decimals.fixed(course[0], 1),
                    Decimals.fixed(course[4], 3)));
        }
        return out + "* the reference; + better, - worse than it beyond noise; F1 is macro F1; std/L over batches\n";
    }

    private static String sign(ExperimentResult result, String name, MafStratum stratum, Metric metric) {
        return result.comparison(name, stratum, metric)
                .map(Comparison::verdict)
                .map(v -> v == Comparison.Verdict.BETTER ? "+" : v == Comparison.Verdict.WORSE ? "-" : " ")
                .orElse(" ");
    }

    /** How often any run of a configuration ended before its last step, with the reason; empty if none did. */
    static String stopped(ConfigurationRuns configuration) {
        List<String> reasons = configuration.runs().stream()
                .map(RunOutcome::curve)
                .map(RunOutcome.Curve::stoppedBy)
                .filter(s -> !s.isEmpty())
                .toList();
        return reasons.isEmpty()
                ? ""
                : reasons.size() + " of " + configuration.runs().size() + " runs: " + reasons.get(0);
    }
}
