package org.haprag.experiment.report;

import static org.haprag.evaluation.report.Element.each;
import static org.haprag.evaluation.report.Element.tag;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haprag.evaluation.report.Decimals;
import org.haprag.evaluation.report.Element;
import org.haprag.evaluation.report.Page;
import org.haprag.evaluation.report.PageTable;
import org.haprag.experiment.result.Comparison;
import org.haprag.experiment.result.ConfigurationRuns;
import org.haprag.experiment.result.ExperimentResult;
import org.haprag.experiment.result.ExperimentSetting;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;

/** The report of an experiment. */
final class ExperimentPage {
    private final ExperimentResult result;
    private final DifferenceChart charts;
    private final Page page;

    ExperimentPage(ExperimentResult result, DifferenceChart charts) {
        this.result = result;
        this.charts = charts;
        String suite = result.setting().suite();
        this.page = new Page("Experiment " + suite, suite, result.setting().question());
    }

    String text() {
        setting();
        scores();
        figures();
        course();
        comparisons();
        terms();
        return page.text("Written by HapRAG " + result.setting().program()
                + ". The numbers are in experiment.json and experiment.tsv beside this page.");
    }

    private void setting() {
        ExperimentSetting s = result.setting();
        String note = String.format(
                Locale.ROOT,
                "Each configuration trained with seeds %s from %s; %d samples that training never saw, %s, %s, typed at %s of %s"
                        + " sites and imputed from %s others. Untyped sites, MAF in the panel.",
                s.seeds(),
                s.init(),
                s.leftOutSamples(),
                s.unphasedSamples() > 0 ? "unphased" : "phased",
                s.region(),
                Decimals.count(s.typedSites()),
                Decimals.count(s.sites()),
                Decimals.count(s.panelSamples()));
        page.top(tag("p", note).withClass("note"));
    }

    private void scores() {
        page.section(
                "Scores",
                "All seeds pooled; below each score the difference from "
                        + result.setting().reference()
                        + " with its paired 95 % interval over samples. ▲ better and ▼ worse than the reference beyond noise.");
        PageTable table = table(
                "Scores", "configuration", "r² all", "r² rare", "r² common", "F1 all", "F1 rare", "F1 common", "ECE");
        for (int m = 0; m <= result.configurations().size(); m++) {
            int method = m;
            Stream<Element> compared = ExperimentResult.compared().stream()
                    .flatMap(metric -> ExperimentResult.strata().stream().map(s -> cell(method, s, metric)));
            Element ece = tag("td", score(m, MafStratum.ALL, Metric.ECE));
            table.row(name(m), Stream.concat(compared, Stream.of(ece)).toArray(Element[]::new));
        }
        page.add(table.draw());
    }

    private Element cell(int method, MafStratum stratum, Metric metric) {
        String score = score(method, stratum, metric);
        if (method == result.reference()) return tag("td", score);
        Estimate d = result.scores().difference(method, result.reference(), stratum, metric);
        String sign = result.comparison(name(method), stratum, metric)
                .map(Comparison::verdict)
                .map(verdict -> switch (verdict) {
                    case BETTER -> " ▲";
                    case WORSE -> " ▼";
                    case NOISE -> "";
                })
                .orElse("");
        return tag("td", score + sign)
                .with(
                        tag("span", signed(d.value())).withClass("range"),
                        tag("span", signed(d.low()) + " to " + signed(d.high())).withClass("range"));
    }

    private String score(int method, MafStratum stratum, Metric metric) {
        return Decimals.fixed(result.scores().scores(method, stratum).value(metric), 4);
    }

    private String name(int method) {
        if (method == result.configurations().size()) return result.baseline().name();
        return result.configurations().get(method).name();
    }

    private void figures() {
        page.section("Differences", "From " + result.setting().reference() + ", with 95 % intervals over samples.");
        page.add(Page.legend(DifferenceChart.marks()));
        page.add(tag("div", each(ExperimentResult.compared(), this::figure)).withClass("grid"));
    }

    private DomContent figure(Metric metric) {
        String heading = metric == Metric.R2 ? "Aggregate r²" : "Macro F1";
        return Page.chart(heading, charts.draw(metric).inPage());
    }

    private void course() {
        page.section(
                "Training",
                "Means over seeds. Best is the validation with the best score of all; std of the loss is over the batches of"
                        + " the second half of a run; the overfit gap is macro F1 on samples that were learned from minus that"
                        + " on left-out ones, beyond what the baseline shows.");
        PageTable table = table(
                        "Training",
                        "configuration",
                        "epochs to best",
                        "loss",
                        "std of loss",
                        "std / loss",
                        "overfit gap",
                        "about")
                .wordsIn("about");
        for (ConfigurationRuns c : result.configurations()) {
            table.row(
                    c.name(),
                    tag(
                            "td",
                            Decimals.fixed(c.mean(r -> r.curve().epochsToBest()), 1) + " of "
                                    + Decimals.fixed(c.mean(r -> r.curve().epochs()), 0)),
                    tag("td", Decimals.fixed(c.mean(r -> r.curve().lossMean()), 4)),
                    tag("td", Decimals.fixed(c.mean(r -> r.curve().lossDeviation()), 4)),
                    tag("td", Decimals.fixed(c.mean(r -> r.curve().relativeDeviation()), 3)),
                    tag("td", signed(result.overfitGap(c))),
                    PageTable.words(about(c)));
        }
        page.add(table.draw());
    }

    private static String about(ConfigurationRuns c) {
        return Stream.of(c.about(), c.note(), ExperimentTable.stopped(c))
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(". "));
    }

    private void comparisons() {
        page.section(
                "Tests",
                "Wilcoxon's signed-rank test over samples, corrected by Holm over all lines of this table; the span of the"
                        + " difference over seeds. Beyond noise: the interval excludes 0, corrected p < .05, all seeds agree.");
        PageTable table =
                table("Tests", "configuration", "score", "MAF", "difference", "over seeds", "p", "p (Holm)", "verdict");
        for (Comparison c : result.comparisons()) {
            table.row(
                    c.configuration(),
                    tag("td", c.metric() == Metric.R2 ? "r²" : "F1"),
                    tag("td", c.stratum().key()),
                    tag("td", signed(c.difference().value())),
                    tag("td", signed(c.seedLow()) + " to " + signed(c.seedHigh())),
                    tag("td", probability(c.p())),
                    tag("td", probability(c.holm())),
                    tag("td", c.verdict().name().toLowerCase(Locale.ROOT)));
        }
        page.add(table.draw());
    }

    private void terms() {
        page.section("Terms", "What the columns mean.");
        page.add(tag(
                "dl",
                Page.definition("r²", Metric.R2.definition()),
                Page.definition("F1", Metric.F1_MACRO.definition()),
                Page.definition("ECE", Metric.ECE.definition()),
                Page.definition("rare, common", "MAF below .05 in the panel, and the rest"),
                Page.definition(result.baseline().name(), result.baseline().about())));
    }

    private static PageTable table(String caption, String... columns) {
        return new PageTable(caption, List.of(columns));
    }

    private static String signed(double x) {
        return Double.isNaN(x) ? "-" : String.format(Locale.ROOT, "%+.4f", x).replace("-", "−");
    }

    private static String probability(double p) {
        return Double.isNaN(p) ? "-" : p < 0.001 ? "< .001" : Decimals.fixed(p, 3);
    }
}
