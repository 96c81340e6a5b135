package org.haprag.evaluation.report;

import static org.haprag.evaluation.report.Element.each;
import static org.haprag.evaluation.report.Element.tag;

import j2html.tags.DomContent;
import java.util.List;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.RunSummary.Coverage;
import org.haprag.metrics.run.RunWarning;
import org.haprag.metrics.run.SiteFates;

/** The report of a run of imputation. */
final class RunReport {
    /** How outliers are drawn: {@link MethodStyle} by number. */
    static final int OUTLIER = 1;

    static final int PALINDROMIC = 3;

    private final RunSummary run;
    private final RunCharts charts;
    private final RunTables tables;
    private final Page page;

    RunReport(RunSummary run) {
        this.run = run;
        this.charts = new RunCharts(run);
        this.tables = new RunTables(run);
        this.page = new Page(
                "Imputation of " + run.heading().output(),
                "Imputation of " + run.heading().output(),
                lead(run));
    }

    private static String lead(RunSummary run) {
        SiteFates sites = SiteFates.pooled(run.sites());
        return Decimals.count(run.samples().size()) + (run.samples().size() == 1 ? " sample" : " samples") + " of "
                + run.heading().target() + " at " + Decimals.count(sites.panelSites()) + " sites of "
                + run.heading().panel() + (run.sites().size() == 1 ? ", contig " : ", contigs ") + sites.contig()
                + ", imputed by "
                + run.heading().method() + ".";
    }

    /** The page as a file. */
    String text() {
        page.top(warnings());
        glance();
        frequencies();
        sites();
        r2();
        chromosome();
        leftOut();
        samples();
        page.contents();
        return page.text("Written by " + run.heading().program()
                + ". What each number means: docs/output.md. The numbers are in the .metrics.json beside this page, settings"
                + " and digests in the .run.json, every target site in the .sites.tsv.");
    }

    private DomContent warnings() {
        if (run.warnings().isEmpty()) return tag("p", "No warnings.").withClass("lead");
        return tag("ul", each(run.warnings(), RunReport::warning))
                .withClass("warnings")
                .attr("aria-label", "Warnings");
    }

    private static DomContent warning(RunWarning warning) {
        return tag("li", tag("b", sentence(warning.what()))).withText("What to do: " + warning.fix() + ".");
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private void grid(Element... figures) {
        page.add(tag("div", each(figures)).withClass("grid"));
    }

    private void glance() {
        page.section("glance", "At a glance", "Rare is MAF below .05 in the panel.");
        page.add(tables.glance());
    }

    private void frequencies() {
        page.section(
                "frequency",
                "Allele frequency of targets and panel",
                "ALT of each typed site, of several the one that differs most. Sites far off the dashed line are often on the wrong strand, have exchanged"
                        + " alleles or are badly genotyped. A/T and C/G sites (palindromic) read the same on both strands, so"
                        + " only their frequency and their neighbours can tell; those that are not used for that reason are marked, too. Sites with fewer than 20 called alleles are not"
                        + " judged.");
        page.add(Page.legend(List.of("typed site", "outlier", "palindromic outlier"), 0, OUTLIER, PALINDROMIC));
        grid(charts.frequencies());
        page.add(tables.outliers());
    }

    private void sites() {
        page.section(
                "sites",
                "Target sites",
                "What became of the sites of the target file. Only used sites are imputed from; the .sites.tsv has every site.");
        grid(charts.fates());
        page.add(tables.overlap());
    }

    private void r2() {
        page.section(
                "r2",
                "R2 of imputed sites",
                "R2 in INFO is the program's own estimate of how well a site is imputed; no truth is needed for it. It rests on "
                        + targets(run.samples().size())
                        + (run.samples().size() < 50 ? ", so R2 of single sites is rough." : "."));
        grid(charts.r2(), charts.kept());
        page.add(tables.kept());
    }

    private static String targets(int count) {
        return Decimals.count(count) + (count == 1 ? " target" : " targets");
    }

    private void chromosome() {
        page.section(
                "chromosome",
                "Along the chromosome",
                "Mean R2 of imputed sites in windows, how many typed sites each window has, and how often a haplotype switches"
                        + " from copying one panel haplotype to copying another."
                        + (run.tracks().stream().allMatch(track -> track.rates().isEmpty())
                                ? " This run was too short to estimate how often."
                                : ""));
        page.add(Page.legend(List.of("rare (MAF < .05)", "common")));
        charts.chromosomes().forEach(page::add);
    }

    private void leftOut() {
        page.section(
                "left-out",
                "Typed sites left out",
                "Typed genotypes, imputed as if they had not been typed and compared with what was observed: the only measure of"
                        + " truth without a truth. "
                        + coverage()
                        + " Untyped sites of the same frequency are usually imputed a little worse, since arrays choose sites"
                        + " that are easy. A dash: fewer than ten carriers, too few to tell.");
        LeftOutScores.Score all = run.leftOut().of(MafStratum.ALL);
        if (all.genotypes() == 0) {
            page.add(tag("p", "No typed site was left out: there are too few, or too few targets."));
            return;
        }
        if (charts.leftOutInBins()) grid(charts.leftOutR2(), charts.concordance());
        else
            page.add(tag(
                            "p",
                            "No MAF bin has the " + LeftOutScores.LEAST_GENOTYPES
                                    + " genotypes from which on it is drawn; the table has what there is.")
                    .withClass("note"));
        page.add(tables.leftOut());
        page.add(tag(
                        "p",
                        "Suspect sites: where imputation finds at least three and a fifth of the observed genotypes unlikely.")
                .withClass("note"));
        page.add(tables.suspects());
    }

    private String coverage() {
        return run.coverage() == Coverage.ALL
                ? "All typed sites of all targets were left out, a tenth at a time (--empirical)."
                : "A fifth of the typed sites was left out once, of "
                        + targets(run.leftOut().samples())
                        + "; --empirical leaves out all sites of all targets, in turns.";
    }

    private void samples() {
        page.section(
                "samples",
                "Samples",
                "Call rate and heterozygosity at the typed sites. “Phase known” is the share of heterozygotes that the target file"
                        + " gives phased; “phase confidence” the mean probability that a heterozygote that this run phased lies the right way"
                        + " round relative to the one before it. r² and concordance are those of left-out typed genotypes, from "
                        + LeftOutScores.LEAST_GENOTYPES + " genotypes on.");
        grid(charts.samples());
        page.add(tag("p", "Samples whose names and genotypes do not go together, among targets and panel.")
                .withClass("note"));
        page.add(tables.pairs());
        if (tables.grouped()) page.add(tables.groups());
        page.add(tables.samples());
    }
}
