package org.haprag.evaluation.report;

import java.util.List;
import java.util.Set;
import org.haprag.evaluation.ClaimCheck;
import org.haprag.evaluation.Difference;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.FileProvenance;
import org.haprag.evaluation.MethodSummary;
import org.haprag.evaluation.TrainingStory;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.PairedScores;
import org.haprag.metrics.Scores;

/** The tables of the report. */
final class HtmlTables {
    private static final List<Metric> SHOWN = List.of(
            Metric.R2,
            Metric.F1_MACRO,
            Metric.F1_ALT,
            Metric.F1_HAPLOTYPE,
            Metric.NRD,
            Metric.IQS,
            Metric.ECE,
            Metric.BRIER);

    private static final Set<String> TEXT_COLUMNS = Set.of(
            "method", "claim", "dosages from", "posteriors from", "reason", "name", "path", "SHA-256", "program");

    private final EvaluationResult result;

    HtmlTables(EvaluationResult result) {
        this.result = result;
    }

    /** All methods at a glance: r2 of rare, common and all, and the rest over all untyped sites. */
    String glance() {
        StringBuilder rows = new StringBuilder();
        for (int m = 0; m < result.methods().size(); m++) {
            rows.append("<tr><th scope=\"row\">").append(MethodStyle.swatch(m)).append(' ');
            rows.append(Svg.escape(result.methods().get(m).name())).append("</th>");
            for (MafStratum row : List.of(MafStratum.ALL, MafStratum.RARE, MafStratum.COMMON)) {
                rows.append(cell(result.untyped(), m, row, Metric.R2));
            }
            for (Metric metric : List.of(Metric.F1_MACRO, Metric.F1_ALT, Metric.NRD, Metric.IQS, Metric.ECE)) {
                rows.append(cell(result.untyped(), m, MafStratum.ALL, metric));
            }
            rows.append(ratio(m)).append("</tr>\n");
        }
        return table(
                "All methods at a glance",
                rows,
                "method",
                "r² all",
                "r² rare",
                "r² common",
                "macro F1",
                "ALT F1",
                "NRD",
                "IQS",
                "ECE",
                "errors / first");
    }

    private String ratio(int method) {
        String name = result.methods().get(method).name();
        return result.differences().stream()
                .filter(d -> d.method().equals(name))
                .filter(d -> d.reference().equals(result.methods().get(0).name()))
                .filter(d -> d.stratum().equals(MafStratum.ALL) && d.metric().equals(Difference.ERROR_RATIO))
                .map(d -> cell(d.estimate(), 3, false))
                .findFirst()
                .orElse("<td>1</td>");
    }

    /** Shares of sites, loss and gradient in training. */
    String trainingShares() {
        StringBuilder rows = new StringBuilder();
        for (TrainingStory.Share share : result.request().training().shares()) {
            rows.append("<tr><th scope=\"row\">").append(Svg.escape(share.by() + " " + share.group()));
            rows.append("</th>");
            for (double part : new double[] {share.sites(), share.loss(), share.gradient()}) {
                rows.append("<td>").append(Decimals.fixed(100 * part, 1)).append("</td>");
            }
            rows.append("</tr>\n");
        }
        return table("Where loss and gradient come from", rows, "sites", "% of sites", "% of loss", "% of gradient");
    }

    /** One method by MAF. */
    String byMaf(int method, PairedScores scores, String caption) {
        StringBuilder rows = new StringBuilder();
        boolean pooled = false;
        for (MafStratum row : scores.rows()) {
            Scores s = scores.scores(method, row);
            if (s.sites() == 0) continue;
            String css = row.single() ? "" : pooled ? " class=\"pooled\"" : " class=\"pooled first\"";
            pooled |= !row.single();
            rows.append("<tr").append(css).append("><th scope=\"row\">").append(Svg.escape(row.label()));
            rows.append("</th><td>").append(Decimals.count(s.sites())).append("</td>");
            for (Metric metric : SHOWN) rows.append(cell(s.get(metric), 4, false));
            rows.append("</tr>\n");
        }
        return table(
                caption,
                rows,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("MAF", "sites"),
                                SHOWN.stream().map(m -> m.label().replace("r2", "r²")))
                        .toArray(String[]::new));
    }

    /** Scores of all methods in one MAF row, one line a stratum and method. */
    String strata(String caption, String kind, java.util.Map<String, PairedScores> strata, MafStratum row) {
        StringBuilder rows = new StringBuilder();
        strata.forEach((name, scores) -> {
            for (int m = 0; m < result.methods().size(); m++) {
                Scores s = scores.scores(m, row);
                if (s.sites() == 0) continue;
                rows.append("<tr><th scope=\"row\">").append(Svg.escape(name)).append("</th>");
                rows.append(text(result.methods().get(m).name(), true));
                rows.append("<td>").append(Decimals.count(s.sites())).append("</td>");
                for (Metric metric : SHOWN) rows.append(cell(s.get(metric), 4, false));
                rows.append("</tr>\n");
            }
        });
        return table(
                caption,
                rows,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(kind, "method", "sites"),
                                SHOWN.stream().map(m -> m.label().replace("r2", "r²")))
                        .toArray(String[]::new));
    }

    /** INFO against FORMAT. */
    String claims() {
        StringBuilder rows = new StringBuilder();
        for (MethodSummary method : result.methods()) {
            method.claimChecks().forEach((claim, c) -> {
                rows.append("<tr><th scope=\"row\">")
                        .append(Svg.escape(method.name()))
                        .append("</th>");
                rows.append(text("INFO " + claim, true)).append(check(c)).append("</tr>\n");
            });
        }
        if (rows.isEmpty()) return "";
        return table(
                "INFO against FORMAT of the same file",
                rows,
                "method",
                "claim",
                "sites",
                "mean claimed",
                "mean recomputed",
                "mean |difference|",
                "largest");
    }

    private static String check(ClaimCheck c) {
        return "<td>" + Decimals.count(c.sites()) + "</td><td>" + Decimals.fixed(c.claimed(), 4) + "</td><td>"
                + Decimals.fixed(c.recomputed(), 4) + "</td><td>" + Decimals.fixed(c.meanAbsoluteDifference(), 4)
                + "</td><td>" + Decimals.fixed(c.maxAbsoluteDifference(), 4) + "</td>";
    }

    /** Which sites each method has, and where its numbers were read from. */
    String methods() {
        StringBuilder rows = new StringBuilder();
        for (MethodSummary method : result.methods()) {
            rows.append("<tr><th scope=\"row\">")
                    .append(Svg.escape(method.name()))
                    .append("</th>");
            rows.append(text(method.dosageSource(), true));
            rows.append(text(method.posteriorSource().isEmpty() ? "none" : method.posteriorSource(), true));
            rows.append("<td>").append(Decimals.count(method.present())).append("</td><td>");
            rows.append(Decimals.count(method.absent())).append("</td><td>");
            rows.append(Decimals.count(method.missingDosages())).append("</td></tr>\n");
        }
        return table(
                "What was read",
                rows,
                "method",
                "dosages from",
                "posteriors from",
                "sites",
                "lacking",
                "missing dosages");
    }

    /** Sites that were left out, by file and reason. */
    String exclusions() {
        StringBuilder rows = new StringBuilder();
        result.sites()
                .leftOut()
                .forEach((file, reasons) -> reasons.forEach((why, n) -> {
                    rows.append("<tr><th scope=\"row\">")
                            .append(Svg.escape(file))
                            .append("</th>");
                    rows.append(text(why.reason(), false))
                            .append("<td>")
                            .append(Decimals.count(n))
                            .append("</td></tr>\n");
                }));
        if (rows.isEmpty()) return "<p>No site was left out.</p>\n";
        return table("Sites left out", rows, "file", "reason", "alleles");
    }

    /** Digests, programs and commands of the inputs. */
    String provenance() {
        StringBuilder rows = new StringBuilder();
        for (FileProvenance p : result.provenance()) {
            rows.append("<tr><th scope=\"row\">").append(Svg.escape(p.role())).append("</th>");
            rows.append(text(p.name(), false));
            rows.append("<td class=\"text\"><code>")
                    .append(Svg.escape(p.path()))
                    .append("</code></td><td>");
            rows.append(Decimals.count(p.bytes()))
                    .append("</td><td class=\"text\"><code>")
                    .append(p.sha256());
            rows.append("</code></td>")
                    .append(text(String.join("; ", p.programs()), false))
                    .append("</tr>\n");
        }
        return table("Inputs", rows, "role", "name", "path", "bytes", "SHA-256", "program");
    }

    private static String cell(PairedScores scores, int method, MafStratum row, Metric metric) {
        double best = Double.NaN;
        double sign = metric.better() == Metric.Better.HIGHER ? 1 : -1;
        for (int m = 0; m < scores.methodCount(); m++) {
            double x = scores.scores(m, row).value(metric);
            if (Double.isNaN(best) || sign * x > sign * best) best = x;
        }
        Estimate e = scores.scores(method, row).get(metric);
        return cell(e, 4, scores.methodCount() > 1 && e.value() == best);
    }

    private static String cell(Estimate e, int digits, boolean best) {
        String range = e.hasInterval()
                ? "<span class=\"range\">" + bare(e.low(), digits) + "–" + bare(e.high(), digits) + "</span>"
                : "";
        return "<td" + (best ? " class=\"best\"" : "") + ">" + Decimals.fixed(e.value(), digits) + range + "</td>";
    }

    /** Without the zero before the point: ranges are many and narrow. */
    private static String bare(double x, int digits) {
        String text = Decimals.fixed(x, digits);
        return text.startsWith("0.") ? text.substring(1) : text;
    }

    private static String text(String text, boolean nowrap) {
        return "<td class=\"text" + (nowrap ? " nowrap" : "") + "\">" + Svg.escape(text) + "</td>";
    }

    private static String table(String caption, CharSequence rows, String... columns) {
        StringBuilder out = new StringBuilder("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        out.append(Svg.escape(caption)).append("\"><table><thead><tr>");
        for (String column : columns) {
            boolean text = TEXT_COLUMNS.contains(column);
            out.append(text ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">");
            out.append(Svg.escape(column)).append("</th>");
        }
        return out.append("</tr></thead><tbody>\n")
                .append(rows)
                .append("</tbody></table></div>\n")
                .toString();
    }
}
