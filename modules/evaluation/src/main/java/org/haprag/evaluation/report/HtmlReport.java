package org.haprag.evaluation.report;

import static org.haprag.evaluation.report.Element.each;
import static org.haprag.evaluation.report.Element.tag;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.FileProvenance;
import org.haprag.evaluation.TrainingPoint;
import org.haprag.evaluation.TrainingStory;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.PairedScores;

/** The report of an evaluation. */
final class HtmlReport {
    /** So many contigs get a chart of their own. */
    private static final int MAX_TRACKS = 30;

    private final EvaluationResult result;
    private final ReportCharts charts;
    private final HtmlTables tables;
    private final Page page;

    HtmlReport(EvaluationResult result) {
        this.result = result;
        this.charts = new ReportCharts(result);
        this.tables = new HtmlTables(result);
        this.page = new Page(
                "Imputation accuracy: " + String.join(", ", result.methodNames()), "Imputation accuracy", lead(result));
    }

    String text() {
        glance();
        byMaf();
        calibration();
        claims();
        phase();
        chromosome();
        people();
        training();
        numbers();
        sites();
        provenance();
        if (!result.warnings().isEmpty()) page.top(list("warnings", result.warnings()));
        page.contents();
        return page.text("Written by HapRAG. The numbers are in metrics.json and the" + " TSV files beside this page.");
    }

    private static String lead(EvaluationResult result) {
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

    private void legend() {
        List<String> names = result.methodNames();
        Element legend = Page.legend(names.subList(0, charts.drawn()));
        if (charts.drawn() < names.size())
            legend.with(tag("li", "Baselines are in the tables.").withClass("soft"));
        page.add(legend);
    }

    private void grid(Element... figures) {
        grid("grid", Arrays.asList(figures));
    }

    private void grid(String cssClass, List<Element> figures) {
        page.add(tag("div", each(figures.stream())).withClass(cssClass));
    }

    private String intervals() {
        int replicates = result.request().bootstrap().replicates();
        return replicates == 0
                ? "No intervals were asked for."
                : "Ranges are 95 % intervals from " + Decimals.count(replicates) + " bootstrap draws of samples.";
    }

    private void glance() {
        page.section(
                "glance",
                "At a glance",
                "Untyped sites. Rare is MAF below .05 in the panel. " + intervals()
                        + " “Errors / first” is 1 − r² divided by that of the first method: below 1 is better, and its interval is paired.");
        page.add(tables.glance());
    }

    private void byMaf() {
        page.section(
                "maf",
                "By allele frequency",
                "Pairs of site and sample are pooled within each bin of the panel’s MAF; bins of fewer than 20 sites are in the tables only. "
                        + intervals()
                        + " IQS is the mean posterior of the true genotype beyond chance: it grows when posteriors are pushed"
                        + " towards 0 and 1, deserved or not, so a file that boasts scores higher than an honest one of the"
                        + " same accuracy. Read it beside calibration and the Brier score, which reward honesty.");
        legend();
        List<Element> figures = new ArrayList<>();
        for (Metric metric : List.of(Metric.R2, Metric.F1_MACRO, Metric.F1_ALT, Metric.NRD, Metric.IQS)) {
            figures.add(charts.byMaf(metric));
        }
        if (result.methods().size() > 1) figures.add(1, charts.errorRatio());
        grid("grid", figures);
    }

    private void calibration() {
        List<MafStratum> rows = charts.reliabilityRows();
        if (rows.isEmpty()) return;
        page.section(
                "calibration",
                "Calibration",
                "How often calls of a given confidence (largest genotype posterior) are "
                        + "right. On the dashed line confidence is deserved; below it the method boasts.");
        legend();
        grid("grid small", rows.stream().map(charts::reliability).toList());
        grid(charts.byMaf(Metric.ECE), charts.byMaf(Metric.BRIER));
    }

    private void claims() {
        PageTable checks = tables.claims();
        if (checks.isEmpty()) return;
        page.section(
                "claims",
                "Claimed and true R2",
                "The R2 (DR2, INFO) that a file prints for a site against the r² "
                        + "that the truth gives. Sites are pooled, with dosages centred at each site, so that differences in "
                        + "frequency do not pass for accuracy. Every site with a claim takes part, also where no sample "
                        + "carries the allele: leaving those out would select sites by the truth and make an honest file "
                        + "look too modest at rare sites. Claims are weighted by the variance that the file itself expects; "
                        + "a file with honest dosages lies on 0.");
        legend();
        grid(charts.claimedR2(MafStratum.RARE), charts.claimedR2(MafStratum.COMMON), charts.claimedMinusTrue());
        page.add(tag("p", "Does INFO agree with the same file’s FORMAT, over all its samples?")
                .withClass("note"));
        page.add(checks.draw());
    }

    private void phase() {
        PageTable table = tables.phase();
        if (table.isEmpty()) return;
        page.section(
                "phase",
                "Phase",
                "How often two neighbouring heterozygotes of a sample lie the other way round than in the truth, at "
                        + result.phaseSites().key()
                        + " biallelic sites that both call heterozygous. Two such pairs around one site are a flip and count"
                        + " twice in the rate; the others are switches. By sample: switch_errors.tsv.");
        page.add(table.draw());
    }

    private void chromosome() {
        page.section(
                "chromosome",
                "Along the chromosome",
                "r² (dosages centred at each site) and non-reference discordance at untyped sites in windows, and how "
                        + "many typed sites each window has.");
        legend();
        for (int i = 0; i < Math.min(MAX_TRACKS, result.tracks().size()); i++) {
            page.add(charts.track(result.tracks().get(i), i));
        }
    }

    private void people() {
        page.section("people", "People", "Whom does a method serve worse?");
        legend();
        List<Element> figures = new ArrayList<>();
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
        TrainingStory story = result.request().training();
        List<String> names =
                story.curves().stream().map(TrainingPoint::name).distinct().toList();
        if (names.isEmpty()) return;
        page.section("training", "Training", "As the training run recorded it.");
        List<Element> figures = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) figures.add(charts.training(names.get(i), i));
        grid("grid", figures);
        if (!story.warnings().isEmpty()) page.add(list("warnings", story.warnings()));
        if (!story.healthy().isEmpty()) page.add(list("healthy", story.healthy()));
        if (!story.shares().isEmpty()) details("Where loss and gradient come from", tables.trainingShares());
    }

    private static Element list(String cssClass, List<String> sentences) {
        return tag("ul", each(sentences, s -> tag("li", s))).withClass(cssClass);
    }

    private void numbers() {
        page.section(
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
        page.add(tag(
                "dl",
                each(
                        Arrays.asList(Metric.values()),
                        m -> Page.definition(m.label(), m.definition() + better(m.better())))));
    }

    private static String better(Metric.Better better) {
        return better == Metric.Better.HIGHER ? "; higher is better" : "; lower is better";
    }

    private void details(String summary, DomContent content) {
        page.add(tag("details", tag("summary", summary), content).attr("open"));
    }

    private void sites() {
        page.section(
                "sites",
                "Sites and samples",
                "Sites are matched by contig, position, REF and ALT; each ALT of a "
                        + "multi-allelic site is scored on its own. A site that a file lacks counts as dosage 0.");
        page.add(tables.methods());
        page.add(tables.exclusions());
    }

    private void provenance() {
        page.section(
                "provenance",
                "Provenance",
                "Bootstrap: " + result.request().bootstrap().replicates() + " draws, seed "
                        + result.request().bootstrap().seed() + ". Typed sites known from: "
                        + result.sites().typedFrom() + ".");
        page.add(tables.provenance());
        for (FileProvenance file : result.provenance()) {
            if (file.commands().isEmpty()) continue;
            details(
                    "Commands recorded in " + file.name(),
                    tag("ul", each(file.commands(), c -> tag("li", tag("code", c)))));
        }
    }
}
