package org.haprag.evaluation.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.FileProvenance;
import org.haprag.evaluation.TrainingPoint;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.PairedScores;

/** The report: one HTML page with inline style and SVG, without script, network or fonts of its own. */
final class HtmlReport {
    /** So many contigs get a chart of their own. */
    private static final int MAX_TRACKS = 30;

    private final EvaluationResult result;
    private final ReportCharts charts;
    private final HtmlTables tables;
    private final StringBuilder out = new StringBuilder(1 << 18);
    private final Map<String, String> contents = new LinkedHashMap<>();

    HtmlReport(EvaluationResult result) {
        this.result = result;
        this.charts = new ReportCharts(result);
        this.tables = new HtmlTables(result);
    }

    String text() {
        glance();
        byMaf();
        calibration();
        claims();
        chromosome();
        people();
        training();
        numbers();
        sites();
        provenance();
        return head() + out
                + "</main>\n<footer>Written by HapRAG. Definitions are those of METRICS.md; the numbers are in "
                + "metrics.json and the TSV files beside this page.</footer>\n</body>\n</html>\n";
    }

    private String head() {
        String title = "Imputation accuracy: " + String.join(", ", result.methodNames());
        StringBuilder head =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        head.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        head.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Svg.escape(title));
        head.append("</title>\n<style>\n")
                .append(StyleSheet.text())
                .append("</style>\n</head>\n<body>\n<header>\n<h1>");
        head.append("Imputation accuracy</h1>\n<p class=\"lead\">")
                .append(Svg.escape(lead()))
                .append("</p>\n");
        if (!result.warnings().isEmpty()) {
            head.append("<ul class=\"warnings\">");
            result.warnings()
                    .forEach(w -> head.append("<li>").append(Svg.escape(w)).append("</li>"));
            head.append("</ul>\n");
        }
        head.append("<nav aria-label=\"Contents\">");
        contents.forEach((id, name) ->
                head.append("<a href=\"#").append(id).append("\">").append(name).append("</a>"));
        return head.append("</nav>\n</header>\n<main>\n").toString();
    }

    private String lead() {
        String contigs = result.tracks().stream()
                .map(t -> t.contig())
                .distinct()
                .limit(4)
                .collect(Collectors.joining(", "));
        return String.join(", ", result.methodNames()) + " against the truth of "
                + Decimals.count(result.samples().count()) + " samples at "
                + Decimals.count(result.sites().untyped())
                + " sites that were not typed (" + Decimals.count(result.sites().typed())
                + " typed sites apart), contig "
                + contigs + (result.tracks().size() > 4 ? ", …" : "") + ".";
    }

    private void section(String id, String heading, String note) {
        contents.put(id, heading);
        out.append("<h2 id=\"").append(id).append("\">").append(heading).append("</h2>\n");
        out.append("<p class=\"note\">").append(note).append("</p>\n");
    }

    private void legend() {
        out.append("<ul class=\"legend\">");
        for (int m = 0; m < charts.drawn(); m++) {
            out.append("<li>")
                    .append(MethodStyle.swatch(m))
                    .append(Svg.escape(result.methods().get(m).name()))
                    .append("</li>");
        }
        if (charts.drawn() < result.methods().size()) {
            out.append("<li class=\"soft\">Baselines are in the tables.</li>");
        }
        out.append("</ul>\n");
    }

    private void grid(String cssClass, List<String> figures) {
        out.append("<div class=\"").append(cssClass).append("\">\n");
        figures.forEach(out::append);
        out.append("</div>\n");
    }

    private String intervals() {
        int replicates = result.request().bootstrap().replicates();
        return replicates == 0
                ? "No intervals were asked for."
                : "Ranges are 95 % intervals from " + Decimals.count(replicates) + " bootstrap draws of samples.";
    }

    private void glance() {
        section(
                "glance",
                "At a glance",
                "Untyped sites. Rare is MAF below .05 in the panel. " + intervals()
                        + " “Errors / first” is 1 − r² divided by that of the first method: below 1 is better, and its interval is paired.");
        out.append(tables.glance());
    }

    private void byMaf() {
        section(
                "maf",
                "By allele frequency",
                "Pairs of site and sample are pooled within each bin of the panel’s MAF; bins of fewer than 20 sites are in the tables only. "
                        + intervals());
        legend();
        java.util.ArrayList<String> figures = new java.util.ArrayList<>(List.of(
                charts.byMaf(Metric.R2),
                charts.byMaf(Metric.F1_MACRO),
                charts.byMaf(Metric.F1_ALT),
                charts.byMaf(Metric.NRD),
                charts.byMaf(Metric.IQS)));
        if (result.methods().size() > 1) figures.add(1, charts.errorRatio());
        grid("grid", figures);
    }

    private void calibration() {
        List<MafStratum> rows = charts.reliabilityRows();
        if (rows.isEmpty()) return;
        section(
                "calibration",
                "Calibration",
                "How often calls of a given confidence (largest genotype posterior) are "
                        + "right. On the dashed line confidence is deserved; below it the method boasts.");
        legend();
        grid("grid small", rows.stream().map(charts::reliability).toList());
        grid("grid", List.of(charts.byMaf(Metric.ECE), charts.byMaf(Metric.BRIER)));
    }

    private void claims() {
        String checks = tables.claims();
        if (checks.isEmpty()) return;
        section(
                "claims",
                "Claimed and true R2",
                "The R2 (DR2, INFO) that a file prints for a site against the r² "
                        + "that the truth gives. Dosages are centred at each site before pooling, so that differences in "
                        + "frequency do not pass for accuracy. Sites whose truth does not vary are left out.");
        legend();
        grid(
                "grid",
                List.of(
                        charts.claimedR2(MafStratum.RARE),
                        charts.claimedR2(MafStratum.COMMON),
                        charts.claimedMinusTrue()));
        out.append("<p class=\"note\">Does INFO agree with the same file’s FORMAT, over all its samples?</p>\n")
                .append(checks);
    }

    private void chromosome() {
        section(
                "chromosome",
                "Along the chromosome",
                "Non-reference discordance at untyped sites in windows, and how "
                        + "many typed sites each window has.");
        legend();
        for (int i = 0; i < Math.min(MAX_TRACKS, result.tracks().size()); i++) {
            out.append(charts.track(result.tracks().get(i), i));
        }
    }

    private void people() {
        section("people", "People", "Whom does a method serve worse?");
        legend();
        java.util.ArrayList<String> figures = new java.util.ArrayList<>();
        if (!result.byGroup().isEmpty()) {
            figures.add(charts.groups(Metric.R2, MafStratum.ALL));
            figures.add(charts.groups(Metric.R2, MafStratum.RARE));
            figures.add(charts.groups(Metric.NRD, MafStratum.ALL));
        }
        figures.add(charts.samples(Metric.R2, MafStratum.ALL));
        figures.add(charts.samples(Metric.NRD, MafStratum.ALL));
        figures.add(charts.samples(Metric.NRD, MafStratum.RARE));
        grid("grid", figures);
    }

    private void training() {
        List<String> names = result.request().training().curves().stream()
                .map(TrainingPoint::name)
                .distinct()
                .toList();
        if (names.isEmpty()) return;
        section("training", "Training", "As the training run recorded it.");
        java.util.ArrayList<String> figures = new java.util.ArrayList<>();
        for (int i = 0; i < names.size(); i++) figures.add(charts.training(names.get(i), i));
        grid("grid", figures);
        list("warnings", result.request().training().warnings());
        list("healthy", result.request().training().healthy());
        if (!result.request().training().shares().isEmpty()) {
            details("Where loss and gradient come from", tables.trainingShares());
        }
    }

    private void list(String cssClass, List<String> sentences) {
        if (sentences.isEmpty()) return;
        out.append("<ul class=\"").append(cssClass).append("\">");
        sentences.forEach(s -> out.append("<li>").append(Svg.escape(s)).append("</li>"));
        out.append("</ul>\n");
    }

    private void numbers() {
        section(
                "numbers",
                "The numbers",
                "By MAF in the panel, untyped sites, all samples; then by kind of site, by group, "
                        + "and at typed sites. The TSV files have more digits and the intervals of every metric.");
        for (int m = 0; m < result.methods().size(); m++) {
            String name = result.methods().get(m).name();
            details(name, tables.byMaf(m, result.untyped(), name + " by MAF"));
        }
        Map<String, PairedScores> classes = new LinkedHashMap<>();
        result.byClass().forEach((c, scores) -> classes.put(c.label(), scores));
        details("By kind of site", tables.strata("By kind of site", "kind", classes, MafStratum.ALL));
        if (!result.byGroup().isEmpty()) {
            details("By group", tables.strata("By group", "group", result.byGroup(), MafStratum.ALL));
        }
        if (result.sites().typed() > 0) {
            details(
                    "Typed sites",
                    tables.strata("Typed sites", "sites", Map.of("typed", result.typed()), MafStratum.ALL));
        }
        out.append("<dl>");
        for (Metric m : Metric.values()) {
            out.append("<dt>").append(Svg.escape(m.label())).append("</dt><dd>").append(Svg.escape(m.definition()));
            out.append("; ")
                    .append(m.better() == Metric.Better.HIGHER ? "higher" : "lower")
                    .append(" is better</dd>");
        }
        out.append("</dl>\n");
    }

    private void details(String summary, String content) {
        out.append("<details open><summary>")
                .append(Svg.escape(summary))
                .append("</summary>\n")
                .append(content)
                .append("</details>\n");
    }

    private void sites() {
        section(
                "sites",
                "Sites and samples",
                "Sites are matched by contig, position, REF and ALT; each ALT of a "
                        + "multi-allelic site is scored on its own. A site that a file lacks counts as dosage 0.");
        out.append(tables.methods()).append(tables.exclusions());
    }

    private void provenance() {
        section(
                "provenance",
                "Provenance",
                "Bootstrap: " + result.request().bootstrap().replicates() + " draws, seed "
                        + result.request().bootstrap().seed() + ". Typed sites known from: "
                        + result.sites().typedFrom() + ".");
        out.append(tables.provenance());
        for (FileProvenance p : result.provenance()) {
            if (p.commands().isEmpty()) continue;
            StringBuilder list = new StringBuilder("<ul>");
            p.commands()
                    .forEach(
                            c -> list.append("<li><code>").append(Svg.escape(c)).append("</code></li>"));
            details("Commands recorded in " + p.name(), list + "</ul>\n");
        }
    }
}
