package org.haprag.evaluation.report;

import static org.haprag.evaluation.report.Element.each;
import static org.haprag.evaluation.report.Element.tag;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.run.ImputedR2;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.SamplePair;
import org.haprag.metrics.run.SampleQuality;
import org.haprag.metrics.run.SiteFates;
import org.haprag.metrics.run.SiteFrequencies;

/** The tables of a {@link RunReport}. */
final class RunTables {
    /** Rows of a list that is only looked at; metrics.json has all. */
    private static final int MOST_ROWS = 50;

    private final RunSummary run;

    RunTables(RunSummary run) {
        this.run = run;
    }

    private static PageTable table(String caption, String... columns) {
        return new PageTable(caption, List.of(columns));
    }

    private static Element count(long n) {
        return tag("td", Decimals.count(n));
    }

    private static Element number(double x, int digits) {
        return tag("td", Decimals.fixed(x, digits));
    }

    private static Element percent(double share) {
        return tag("td", Double.isNaN(share) ? "-" : Decimals.fixed(100 * share, 1) + " %");
    }

    private static Element phrase(String text) {
        return tag("td", text).withClass("text nowrap");
    }

    DomContent glance() {
        PageTable table =
                table("At a glance", "sites", "imputed", "mean R2", "R2 ≥ .3", "R2 ≥ .8", "left out", "r² left out");
        for (MafStratum row : List.of(MafStratum.ALL, MafStratum.RARE, MafStratum.COMMON)) {
            LeftOutScores.Score score = run.leftOut().of(row);
            long sites = run.r2().sites(row);
            table.row(
                    MafLabels.span(row),
                    count(sites),
                    number(run.r2().mean(row), 3),
                    percent(run.r2().kept(row, 0) / (double) sites),
                    percent(run.r2().kept(row, ImputedR2.thresholdCount() - 1) / (double) sites),
                    count(score.genotypes()),
                    number(score.r2(), 3));
        }
        return table.draw();
    }

    DomContent outliers() {
        List<SiteFrequencies.Outlier> outliers = run.frequencies().outliers();
        if (outliers.isEmpty()) return tag("p", "No site is an outlier.");
        PageTable table = table("Outliers", "site", "panel", "targets", "difference", "palindromic", "most likely")
                .wordsIn("palindromic", "most likely");
        outliers.stream()
                .limit(MOST_ROWS)
                .forEach(o -> table.row(
                        o.site().toString(),
                        number(o.inPanel(), 3),
                        number(o.inTargets(), 3),
                        number(o.difference(), 3),
                        phrase(o.palindromic() ? "yes" : "no"),
                        phrase(reason(o))));
        return withRest(table, outliers.size());
    }

    private static String reason(SiteFrequencies.Outlier o) {
        if (!o.inverted()) return "genotyping or origin";
        if (!o.used()) return "the other strand; not used";
        return o.palindromic() ? "the other strand" : "alleles exchanged";
    }

    private static DomContent withRest(PageTable table, int all) {
        if (all <= MOST_ROWS) return table.draw();
        return each(
                table.draw(),
                tag("p", "The first " + MOST_ROWS + " of " + Decimals.count(all) + "; the .metrics.json has all.")
                        .withClass("note"));
    }

    DomContent overlap() {
        PageTable table = table(
                "Overlap by contig",
                "contig",
                "target sites",
                "used",
                "% used",
                "panel sites",
                "% typed",
                "cM",
                "typed / cM");
        for (SiteFates sites : run.sites()) {
            long used = sites.fates().stream()
                    .filter(SiteFates.Fate::used)
                    .mapToLong(SiteFates.Fate::sites)
                    .sum();
            table.row(
                    sites.contig(),
                    count(sites.targetSites()),
                    count(used),
                    percent(used / (double) sites.targetSites()),
                    count(sites.panelSites()),
                    percent(sites.typedSites() / (double) sites.panelSites()),
                    number(sites.lengthCm(), 1),
                    number(sites.typedPerCm(), 1));
        }
        return table.draw();
    }

    DomContent kept() {
        PageTable table = new PageTable(
                "Sites kept",
                Stream.concat(Stream.of("MAF", "sites", "mean R2"), RunCharts.thresholds().stream())
                        .toList());
        for (MafStratum row : MafStratum.rows()) {
            if (run.r2().sites(row) == 0) continue;
            Stream<Element> kept = IntStream.range(0, ImputedR2.thresholdCount())
                    .mapToObj(i -> count(run.r2().kept(row, i)));
            table.row(
                            row.label(),
                            Stream.concat(
                                            Stream.of(
                                                    count(run.r2().sites(row)),
                                                    number(run.r2().mean(row), 3)),
                                            kept)
                                    .toArray(Element[]::new))
                    .withCondClass(!row.single(), "pooled");
        }
        return table.draw();
    }

    DomContent leftOut() {
        PageTable table = table(
                "Left-out genotypes", "MAF", "sites", "genotypes", "r²", "concordance", "concordance of ALT carriers");
        for (MafStratum row : MafStratum.rows()) {
            LeftOutScores.Score score = run.leftOut().of(row);
            if (score.genotypes() == 0) continue;
            table.row(
                            row.label(),
                            count(run.leftOut().sites(row)),
                            count(score.genotypes()),
                            number(score.r2(), 4),
                            percent(score.concordance()),
                            percent(score.nonReferenceConcordance()))
                    .withCondClass(!row.single(), "pooled");
        }
        return table.draw();
    }

    DomContent suspects() {
        List<LeftOutScores.Suspect> suspects = run.leftOut().suspects();
        if (suspects.isEmpty()) return tag("p", "No site is suspect.");
        PageTable table = table("Suspect sites", "site", "genotypes", "contradicted", "palindromic")
                .wordsIn("palindromic");
        suspects.stream()
                .limit(MOST_ROWS)
                .forEach(s -> table.row(
                        s.site().toString(),
                        count(s.genotypes()),
                        count(s.contradicted()),
                        phrase(s.palindromic() ? "yes" : "no")));
        return withRest(table, suspects.size());
    }

    DomContent pairs() {
        if (run.pairs().isEmpty()) return tag("p", "None.");
        PageTable table = table("Swaps and duplicates", "target", "other", "what is odd", "same genotypes", "of")
                .wordsIn("other", "what is odd");
        for (SamplePair pair : run.pairs().stream().limit(MOST_ROWS).toList()) {
            table.row(
                    pair.target(),
                    phrase(pair.other()),
                    phrase(pair.kind().words()),
                    percent(pair.concordance()),
                    count(pair.genotypes()));
        }
        return withRest(table, run.pairs().size());
    }

    boolean grouped() {
        return run.samples().stream().anyMatch(s -> s.group().isPresent());
    }

    /** How many targets are nearest to each group of the panel. */
    DomContent groups() {
        Map<String, Integer> sizes = new TreeMap<>();
        for (SampleQuality sample : run.samples()) sample.group().ifPresent(g -> sizes.merge(g, 1, Integer::sum));
        PageTable table = table("Nearest group of the panel", "nearest group of the panel", "targets");
        sizes.forEach((group, n) -> table.row(group, count(n)));
        return table.draw();
    }

    /** The samples, those with few calls and low r2 first where there are too many. */
    DomContent samples() {
        List<String> columns = new ArrayList<>(List.of(
                "sample",
                "call rate",
                "heterozygosity",
                "phase known",
                "phase confidence",
                "genotypes left out",
                "r²",
                "concordance"));
        if (grouped()) columns.add("nearest group");
        PageTable table = new PageTable("Samples", columns).wordsIn("nearest group");
        List<SampleQuality> all = run.samples();
        if (all.size() > MOST_ROWS) {
            all = all.stream()
                    .sorted(Comparator.comparingDouble(SampleQuality::callRate)
                            .thenComparingDouble(s -> s.leftOut().r2()))
                    .toList();
        }
        for (SampleQuality sample : all.stream().limit(MOST_ROWS).toList()) {
            LeftOutScores.Score score = sample.leftOut();
            boolean enough = score.genotypes() >= LeftOutScores.LEAST_GENOTYPES;
            List<Element> cells = new ArrayList<>(List.of(
                    percent(sample.callRate()),
                    number(sample.heterozygosity(), 3),
                    percent(sample.phaseKnown()),
                    percent(sample.phaseConfidence()),
                    count(score.genotypes()),
                    number(enough ? score.r2() : Double.NaN, 3),
                    percent(enough ? score.concordance() : Double.NaN)));
            if (grouped()) cells.add(phrase(sample.group().orElse("-")));
            table.row(sample.name(), cells.toArray(Element[]::new));
        }
        return withRest(table, run.samples().size());
    }
}
