package org.haprag.evaluation.report;

import java.util.Locale;
import java.util.Optional;
import org.haprag.evaluation.experiment.Comparison;
import org.haprag.evaluation.experiment.ConfigurationRuns;
import org.haprag.evaluation.experiment.ExperimentResult;
import org.haprag.evaluation.experiment.ExperimentSetting;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;

/** The report of an experiment: one HTML page with inline style and SVG, without script, network or fonts of its own. */
final class ExperimentPage {
    private final ExperimentResult result;
    private final DifferenceChart charts;
    private final StringBuilder out = new StringBuilder(1 << 16);

    ExperimentPage(ExperimentResult result, DifferenceChart charts) {
        this.result = result;
        this.charts = charts;
    }

    String text() {
        head();
        scores();
        figures();
        course();
        comparisons();
        terms();
        return out + "</main>\n<footer>Written by HapRAG "
                + Svg.escape(result.setting().program())
                + ". The numbers are in experiment.json and experiment.tsv beside this page.</footer>\n</body>\n</html>\n";
    }

    private void head() {
        ExperimentSetting s = result.setting();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Experiment ");
        out.append(Svg.escape(s.suite())).append("</title>\n<style>\n").append(StyleSheet.text());
        out.append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(Svg.escape(s.suite()))
                .append("</h1>\n");
        out.append("<p class=\"lead\">").append(Svg.escape(s.question())).append("</p>\n<p class=\"note\">");
        out.append(Svg.escape(String.format(
                Locale.ROOT,
                "Each configuration trained with seeds %s from %s; %d samples that training never saw, %s, typed at %s of %s"
                        + " sites and imputed from %s others. Untyped sites, MAF in the panel.",
                s.seeds(),
                s.init(),
                s.leftOutSamples(),
                s.region(),
                Decimals.count(s.typedSites()),
                Decimals.count(s.sites()),
                Decimals.count(s.panelSamples()))));
        out.append("</p>\n</header>\n<main>\n");
    }

    private void section(String heading, String note) {
        out.append("<h2>")
                .append(heading)
                .append("</h2>\n<p class=\"note\">")
                .append(Svg.escape(note))
                .append("</p>\n");
    }

    private void scores() {
        String reference = result.setting().reference();
        section(
                "Scores",
                "All seeds pooled; below each score the difference from " + reference
                        + " with its paired 95 % interval over samples. ▲ better and ▼ worse than the reference beyond noise.");
        open("Scores", "configuration", "r² all", "r² rare", "r² common", "F1 all", "F1 rare", "F1 common", "ECE");
        for (int m = 0; m <= result.configurations().size(); m++) {
            out.append("<tr><th scope=\"row\">").append(Svg.escape(name(m))).append("</th>");
            for (Metric metric : ExperimentResult.compared()) {
                for (MafStratum stratum : ExperimentResult.strata()) cell(m, stratum, metric);
            }
            out.append("<td>").append(score(m, MafStratum.ALL, Metric.ECE)).append("</td></tr>\n");
        }
        close();
    }

    private void cell(int method, MafStratum stratum, Metric metric) {
        out.append("<td>").append(score(method, stratum, metric));
        if (method != result.reference()) {
            Estimate d = result.scores().difference(method, result.reference(), stratum, metric);
            Optional<Comparison.Verdict> verdict =
                    result.comparison(name(method), stratum, metric).map(Comparison::verdict);
            String sign = verdict.map(v -> switch (v) {
                        case BETTER -> " ▲";
                        case WORSE -> " ▼";
                        case NOISE -> "";
                    })
                    .orElse("");
            out.append(sign)
                    .append("<span class=\"range\">")
                    .append(signed(d.value()))
                    .append(" (");
            out.append(signed(d.low())).append(" to ").append(signed(d.high())).append(")</span>");
        }
        out.append("</td>");
    }

    private String score(int method, MafStratum stratum, Metric metric) {
        return Decimals.fixed(result.scores().scores(method, stratum).value(metric), 4);
    }

    private String name(int method) {
        if (method == result.configurations().size()) return result.baseline().name();
        return result.configurations().get(method).name();
    }

    private void figures() {
        section("Differences", "From " + result.setting().reference() + ", with 95 % intervals over samples.");
        out.append(DifferenceChart.legend()).append("<div class=\"grid\">\n");
        for (Metric metric : ExperimentResult.compared()) {
            String heading = metric == Metric.R2 ? "Aggregate r²" : "Macro F1";
            out.append("<figure><h3>").append(heading).append("</h3>").append(charts.inPage(metric));
            out.append("</figure>\n");
        }
        out.append("</div>\n");
    }

    private void course() {
        section(
                "Training",
                "Means over seeds. Best is the validation with the best score of all; std of the loss is over the batches of"
                        + " the second half of a run; the overfit gap is macro F1 on samples that were learned from minus that"
                        + " on left-out ones, beyond what the baseline shows.");
        open(
                "Training",
                "configuration",
                "epochs to best",
                "loss",
                "std of loss",
                "std / loss",
                "overfit gap",
                "about");
        for (ConfigurationRuns c : result.configurations()) {
            out.append("<tr><th scope=\"row\">").append(Svg.escape(c.name())).append("</th><td>");
            out.append(Decimals.fixed(c.mean(r -> r.curve().epochsToBest()), 1)).append(" of ");
            out.append(Decimals.fixed(c.mean(r -> r.curve().epochs()), 0)).append("</td><td>");
            out.append(Decimals.fixed(c.mean(r -> r.curve().lossMean()), 4)).append("</td><td>");
            out.append(Decimals.fixed(c.mean(r -> r.curve().lossDeviation()), 4))
                    .append("</td><td>");
            out.append(Decimals.fixed(c.mean(r -> r.curve().relativeDeviation()), 3))
                    .append("</td><td>");
            out.append(signed(result.overfitGap(c)))
                    .append("</td><td class=\"text\">")
                    .append(Svg.escape(about(c)));
            out.append("</td></tr>\n");
        }
        close();
    }

    private static String about(ConfigurationRuns c) {
        String stopped = ExperimentTable.stopped(c);
        return String.join(
                ". ",
                java.util.stream.Stream.of(c.about(), c.note(), stopped)
                        .filter(s -> !s.isEmpty())
                        .toList());
    }

    private void comparisons() {
        section(
                "Tests",
                "Wilcoxon's signed-rank test over samples, corrected by Holm over all lines of this table; the span of the"
                        + " difference over seeds. Beyond noise: the interval excludes 0, corrected p < .05, all seeds agree.");
        open("Tests", "configuration", "score", "MAF", "difference", "over seeds", "p", "p (Holm)", "verdict");
        for (Comparison c : result.comparisons()) {
            out.append("<tr><th scope=\"row\">")
                    .append(Svg.escape(c.configuration()))
                    .append("</th><td>");
            out.append(c.metric() == Metric.R2 ? "r²" : "F1")
                    .append("</td><td>")
                    .append(c.stratum().key());
            out.append("</td><td>").append(signed(c.difference().value())).append("</td><td>");
            out.append(signed(c.seedLow()))
                    .append(" to ")
                    .append(signed(c.seedHigh()))
                    .append("</td><td>");
            out.append(p(c.p())).append("</td><td>").append(p(c.holm())).append("</td><td>");
            out.append(c.verdict().name().toLowerCase(Locale.ROOT)).append("</td></tr>\n");
        }
        close();
    }

    private void terms() {
        section("Terms", "What the columns mean.");
        out.append("<dl><dt>r²</dt><dd>")
                .append(Svg.escape(Metric.R2.definition()))
                .append("</dd><dt>F1</dt><dd>");
        out.append(Svg.escape(Metric.F1_MACRO.definition())).append("</dd><dt>ECE</dt><dd>");
        out.append(Svg.escape(Metric.ECE.definition()))
                .append("</dd><dt>rare, common</dt><dd>MAF below .05 in the panel,");
        out.append(" and the rest</dd><dt>")
                .append(Svg.escape(result.baseline().name()))
                .append("</dt><dd>");
        out.append(Svg.escape(result.baseline().about())).append("</dd></dl>\n");
    }

    private void open(String caption, String... columns) {
        out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(caption);
        out.append("\"><table><thead><tr>");
        for (String column : columns)
            out.append("<th scope=\"col\">").append(Svg.escape(column)).append("</th>");
        out.append("</tr></thead><tbody>\n");
    }

    private void close() {
        out.append("</tbody></table></div>\n");
    }

    private static String signed(double x) {
        return Double.isNaN(x) ? "-" : String.format(Locale.ROOT, "%+.4f", x).replace("-", "−");
    }

    private static String p(double p) {
        return Double.isNaN(p) ? "-" : p < 0.001 ? "< .001" : Decimals.fixed(p, 3);
    }
}
