package org.haprag.evaluation.report;

import static org.haprag.evaluation.report.Element.each;
import static org.haprag.evaluation.report.Element.tag;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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
import org.haprag.metrics.SwitchErrors;

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

    private final EvaluationResult result;

    HtmlTables(EvaluationResult result) {
        this.result = result;
    }

    /** All methods at a glance: r2 of rare, common and all, and the rest over all untyped sites. */
    DomContent glance() {
        PageTable table = table(
                        "All methods at a glance",
                        "method",
                        "r² all",
                        "r² rare",
                        "r² common",
                        "macro F1",
                        "ALT F1",
                        "NRD",
                        "IQS",
                        "ECE",
                        "errors / first")
                .wordsIn("method");
        for (int m = 0; m < result.methods().size(); m++) {
            int method = m;
            Stream<Element> r2 = Stream.of(MafStratum.ALL, MafStratum.RARE, MafStratum.COMMON)
                    .map(row -> cell(method, row, Metric.R2));
            Stream<Element> rest = Stream.of(Metric.F1_MACRO, Metric.F1_ALT, Metric.NRD, Metric.IQS, Metric.ECE)
                    .map(metric -> cell(method, MafStratum.ALL, metric));
            table.row(
                    each(MethodStyle.swatch(m))
                            .withText(" " + result.methods().get(m).name()),
                    Stream.of(r2, rest, Stream.of(ratio(m))).flatMap(s -> s).toArray(Element[]::new));
        }
        return table.draw();
    }

    private Element ratio(int method) {
        String name = result.methods().get(method).name();
        return result.differences().stream()
                .filter(d -> d.method().equals(name))
                .filter(d -> d.reference().equals(result.methods().get(0).name()))
                .filter(d -> d.stratum().equals(MafStratum.ALL) && d.metric().equals(Difference.ERROR_RATIO))
                .map(d -> cell(d.estimate(), 3))
                .findFirst()
                .orElse(tag("td", "1"));
    }

    /** Shares of sites, loss and gradient in training. */
    DomContent trainingShares() {
        PageTable table =
                table("Where loss and gradient come from", "sites", "% of sites", "% of loss", "% of gradient");
        for (TrainingStory.Share share : result.request().training().shares()) {
            table.row(
                    share.by() + " " + share.group(),
                    DoubleStream.of(share.sites(), share.loss(), share.gradient())
                            .mapToObj(part -> tag("td", Decimals.fixed(100 * part, 1)))
                            .toArray(Element[]::new));
        }
        return table.draw();
    }

    /** One method by MAF. */
    DomContent byMaf(int method, PairedScores scores, String caption) {
        PageTable table = new PageTable(caption, withMetrics("MAF", "sites"));
        boolean pooled = false;
        for (MafStratum row : scores.rows()) {
            Scores s = scores.scores(method, row);
            if (s.sites() == 0) continue;
            var line = table.row(
                    row.label(),
                    Stream.concat(Stream.of(count(s.sites())), metrics(s)).toArray(Element[]::new));
            if (row.single()) continue;
            line.withClass(pooled ? "pooled" : "pooled first");
            pooled = true;
        }
        return table.draw();
    }

    /** Scores of all methods in one MAF row, one line a stratum and method. */
    DomContent strata(String caption, String kind, Map<String, PairedScores> strata, MafStratum row) {
        PageTable table = new PageTable(caption, withMetrics(kind, "method", "sites")).wordsIn("method");
        strata.forEach((name, scores) -> {
            for (int m = 0; m < result.methods().size(); m++) {
                Scores s = scores.scores(m, row);
                if (s.sites() == 0) continue;
                Stream<Element> cells = Stream.of(phrase(result.methods().get(m).name()), count(s.sites()));
                table.row(name, Stream.concat(cells, metrics(s)).toArray(Element[]::new));
            }
        });
        return table.draw();
    }

    private static List<String> withMetrics(String... columns) {
        Stream<String> metrics = SHOWN.stream().map(m -> m.label().replace("r2", "r²"));
        return Stream.concat(Stream.of(columns), metrics).toList();
    }

    private static Stream<Element> metrics(Scores scores) {
        return SHOWN.stream().map(metric -> cell(scores.get(metric), 4));
    }

    /** INFO against FORMAT; without rows where no file claims anything. */
    PageTable claims() {
        PageTable table = table(
                        "INFO against FORMAT of the same file",
                        "method",
                        "claim",
                        "sites",
                        "mean claimed",
                        "mean recomputed",
                        "mean |difference|",
                        "largest")
                .wordsIn("method", "claim");
        for (MethodSummary method : result.methods()) {
            method.claimChecks().forEach((claim, c) -> claim(table, method.name(), "INFO " + claim, c));
        }
        return table;
    }

    private static void claim(PageTable table, String method, String claim, ClaimCheck c) {
        table.row(
                method,
                phrase(claim),
                count(c.sites()),
                tag("td", Decimals.fixed(c.claimed(), 4)),
                tag("td", Decimals.fixed(c.recomputed(), 4)),
                tag("td", Decimals.fixed(c.meanAbsoluteDifference(), 4)),
                tag("td", Decimals.fixed(c.maxAbsoluteDifference(), 4)));
    }

    /** Switch errors; without rows where no file is phased. */
    PageTable phase() {
        PageTable table = table("Switch errors", "method", "pairs", "switches", "flips", "switch error rate");
        for (MethodSummary method : result.phasedMethods()) {
            SwitchErrors.Counts c = method.switchErrors(result.phaseSites()).total();
            table.row(
                    method.name(),
                    count(c.pairs()),
                    count(c.switches()),
                    count(c.flips()),
                    tag("td", Decimals.fixed(c.switchErrorRate(), 4)));
        }
        return table;
    }

    /** Which sites each method has, and where its numbers were read from. */
    DomContent methods() {
        PageTable table = table(
                        "What was read",
                        "method",
                        "dosages from",
                        "posteriors from",
                        "sites",
                        "lacking",
                        "missing dosages")
                .wordsIn("method", "dosages from", "posteriors from");
        for (MethodSummary method : result.methods()) {
            table.row(
                    method.name(),
                    phrase(method.dosageSource()),
                    phrase(method.posteriorSource().isEmpty() ? "none" : method.posteriorSource()),
                    count(method.present()),
                    count(method.absent()),
                    count(method.missingDosages()));
        }
        return table.draw();
    }

    /** Sites that were left out, by file and reason. */
    DomContent exclusions() {
        PageTable table = table("Sites left out", "file", "reason", "alleles").wordsIn("reason");
        result.sites()
                .leftOut()
                .forEach((file, reasons) ->
                        reasons.forEach((why, n) -> table.row(file, PageTable.words(why.reason()), count(n))));
        return table.isEmpty() ? tag("p", "No site was left out.") : table.draw();
    }

    /** Digests, programs and commands of the inputs. */
    DomContent provenance() {
        PageTable table = table("Inputs", "role", "name", "path", "bytes", "SHA-256", "program")
                .wordsIn("name", "path", "SHA-256", "program");
        for (FileProvenance file : result.provenance()) {
            table.row(
                    file.role(),
                    PageTable.words(file.name()),
                    tag("td", tag("code", file.path())).withClass("text"),
                    count(file.bytes()),
                    tag("td", tag("code", file.sha256())).withClass("text"),
                    PageTable.words(String.join("; ", file.programs())));
        }
        return table.draw();
    }

    private static PageTable table(String caption, String... columns) {
        return new PageTable(caption, List.of(columns));
    }

    private Element cell(int method, MafStratum row, Metric metric) {
        PairedScores scores = result.untyped();
        double best = Double.NaN;
        double sign = metric.better() == Metric.Better.HIGHER ? 1 : -1;
        for (int m = 0; m < scores.methodCount(); m++) {
            double x = scores.scores(m, row).value(metric);
            if (Double.isNaN(best) || sign * x > sign * best) best = x;
        }
        Estimate e = scores.scores(method, row).get(metric);
        return cell(e, 4).withCondClass(scores.methodCount() > 1 && e.value() == best, "best");
    }

    private static Element cell(Estimate e, int digits) {
        Element cell = tag("td", Decimals.fixed(e.value(), digits));
        if (!e.hasInterval()) return cell;
        return cell.with(tag("span", bare(e.low(), digits) + "–" + bare(e.high(), digits))
                .withClass("range"));
    }

    /** Without the zero before the point: ranges are many and narrow. */
    private static String bare(double x, int digits) {
        String text = Decimals.fixed(x, digits);
        return text.startsWith("0.") ? text.substring(1) : text;
    }

    private static Element count(long n) {
        return tag("td", Decimals.count(n));
    }

    /** A cell of words that stay in one line. */
    private static Element phrase(String text) {
        return tag("td", text).withClass("text nowrap");
    }
}
