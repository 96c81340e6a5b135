package org.haprag.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.haprag.genotype.Site;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.run.ChromosomeTrack;
import org.haprag.metrics.run.ImputedR2;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.RunWarning;
import org.haprag.metrics.run.SamplePair;
import org.haprag.metrics.run.SampleQuality;
import org.haprag.metrics.run.SiteFates;
import org.haprag.metrics.run.SiteFrequencies;

/**
 * {@code OUT.metrics.json}, described by {@code data-schemas/imputation.schema.json}. Its first keys are those that MultiQC documents
 * for custom content (https://docs.seqera.io/multiqc/custom_content): one row of a table a file; the others MultiQC passes over.
 */
final class RunMetricsJson {
    private final RunSummary run;
    private final JsonTree json = new JsonTree(1e6);

    RunMetricsJson(RunSummary run) {
        this.run = run;
    }

    String text() {
        ObjectNode root = JsonTree.root();
        multiQc(root);
        root.put("schemaVersion", 1);
        root.put("program", run.heading().program());
        root.put("method", run.heading().method());
        ArrayNode warnings = root.putArray("warnings");
        for (RunWarning w : run.warnings())
            warnings.addObject().put("what", w.what()).put("fix", w.fix());
        sites(root.putArray("sites"));
        frequencies(root.putObject("frequencies"));
        r2(root.putArray("r2"));
        ArrayNode chromosomes = root.putArray("chromosomes");
        run.tracks().forEach(track -> chromosome(track, chromosomes.addObject()));
        leftOut(root.putObject("leftOut"));
        samples(root.putArray("samples"));
        pairs(root.putArray("pairs"));
        return JsonTree.text(root);
    }

    private void multiQc(ObjectNode root) {
        root.put("id", "haprag_imputation");
        root.put("section_name", "HapRAG imputation");
        root.put("description", "What each run of imputation tells of itself; OUT.report.html has more.");
        root.put("plot_type", "table");
        root.putObject("pconfig").put("id", "haprag_imputation_table").put("title", "HapRAG: imputation");
        ObjectNode headers = root.putObject("headers");
        header(headers, "samples", "Samples", "targets", "{:,.0f}");
        header(headers, "sites_imputed", "Imputed", "imputed sites", "{:,.0f}");
        header(headers, "sites_typed", "Typed", "typed sites that are used", "{:,.0f}");
        share(headers, "target_sites_used", "% used", "share of the target sites that are used");
        share(headers, "mean_r2_rare", "R2 rare", "mean R2 of imputed sites of MAF below .05");
        share(headers, "mean_r2_common", "R2 common", "mean R2 of the other imputed sites");
        share(headers, "left_out_r2", "r2 left out", "r2 of typed genotypes, imputed as if they had not been typed");
        header(headers, "outliers", "Outliers", "typed sites of another frequency than in the panel", "{:,.0f}");
        header(headers, "suspects", "Suspects", "typed sites that contradict those around them", "{:,.0f}");
        header(headers, "warnings", "Warnings", "warnings of the run", "{:,.0f}");
        SiteFates sites = SiteFates.pooled(run.sites());
        double used = sites.fates().stream()
                .filter(SiteFates.Fate::used)
                .mapToInt(SiteFates.Fate::sites)
                .sum();
        ObjectNode row = root.putObject("data").putObject(run.heading().output());
        row.put("samples", run.samples().size());
        row.put("sites_imputed", run.r2().sites(MafStratum.ALL));
        row.put("sites_typed", sites.typedSites());
        json.number(row, "target_sites_used", used / sites.targetSites());
        json.number(row, "mean_r2_rare", run.r2().mean(MafStratum.RARE));
        json.number(row, "mean_r2_common", run.r2().mean(MafStratum.COMMON));
        json.number(row, "left_out_r2", run.leftOut().of(MafStratum.ALL).r2());
        row.put("outliers", run.frequencies().outliers().size());
        row.put("suspects", run.leftOut().suspects().size());
        row.put("warnings", run.warnings().size());
    }

    private static ObjectNode header(ObjectNode headers, String key, String title, String description, String format) {
        return headers.putObject(key)
                .put("title", title)
                .put("description", description)
                .put("format", format);
    }

    private static void share(ObjectNode headers, String key, String title, String description) {
        header(headers, key, title, description, "{:,.3f}").put("min", 0).put("max", 1);
    }

    private void sites(ArrayNode to) {
        for (SiteFates sites : run.sites()) {
            ObjectNode node = to.addObject()
                    .put("contig", sites.contig())
                    .put("targetSites", sites.targetSites())
                    .put("panelSites", sites.panelSites())
                    .put("typedSites", sites.typedSites());
            json.number(node, "lengthCm", sites.lengthCm());
            ArrayNode fates = node.putArray("fates");
            for (SiteFates.Fate fate : sites.fates()) {
                fates.addObject()
                        .put("fate", fate.name())
                        .put("used", fate.used())
                        .put("sites", fate.sites());
            }
        }
    }

    private void frequencies(ObjectNode to) {
        to.put("sites", run.frequencies().count());
        json.number(to, "r2", run.frequencies().r2());
        ArrayNode outliers = to.putArray("outliers");
        for (SiteFrequencies.Outlier o : run.frequencies().outliers()) {
            ObjectNode node = site(outliers.addObject(), o.site());
            json.number(node, "panel", o.inPanel());
            json.number(node, "targets", o.inTargets());
            node.put("palindromic", o.palindromic())
                    .put("inverted", o.inverted())
                    .put("used", o.used());
        }
    }

    private static ObjectNode site(ObjectNode node, Site site) {
        node.put("contig", site.contig())
                .put("pos", site.pos())
                .put("id", site.id())
                .put("ref", site.ref());
        site.alts().forEach(node.putArray("alts")::add);
        return node;
    }

    private void r2(ArrayNode to) {
        for (MafStratum row : MafStratum.rows()) {
            ObjectNode node =
                    to.addObject().put("maf", row.key()).put("sites", run.r2().sites(row));
            json.number(node, "mean", run.r2().mean(row));
            ObjectNode kept = node.putObject("kept");
            for (int i = 0; i < ImputedR2.thresholdCount(); i++) {
                kept.put(Decimals.cell(ImputedR2.threshold(i)), run.r2().kept(row, i));
            }
        }
    }

    private void chromosome(ChromosomeTrack track, ObjectNode to) {
        to.put("contig", track.contig());
        ArrayNode windows = to.putArray("windows");
        for (ChromosomeTrack.Window w : track.windows()) {
            ObjectNode node = windows.addObject()
                    .put("startBp", w.startBp())
                    .put("endBp", w.endBp())
                    .put("typedSites", w.typedSites());
            json.number(node, "rareR2", w.rareR2());
            json.number(node, "commonR2", w.commonR2());
        }
        ArrayNode rates = to.putArray("rates");
        for (ChromosomeTrack.Rate rate : track.rates()) {
            json.number(
                    rates.addObject().put("startBp", rate.startBp()).put("endBp", rate.endBp()),
                    "switchesPerCm",
                    rate.perCm());
        }
    }

    private void leftOut(ObjectNode to) {
        to.put("coverage", run.coverage().name());
        to.put("samples", run.leftOut().samples());
        ArrayNode rows = to.putArray("byMaf");
        for (MafStratum row : MafStratum.rows()) {
            ObjectNode node = rows.addObject()
                    .put("maf", row.key())
                    .put("sites", run.leftOut().sites(row));
            score(node, run.leftOut().of(row));
        }
        ArrayNode suspects = to.putArray("suspects");
        for (LeftOutScores.Suspect s : run.leftOut().suspects()) {
            site(suspects.addObject(), s.site())
                    .put("genotypes", s.genotypes())
                    .put("contradicted", s.contradicted())
                    .put("palindromic", s.palindromic());
        }
    }

    private void score(ObjectNode node, LeftOutScores.Score score) {
        node.put("genotypes", score.genotypes());
        json.number(node, "r2", score.r2());
        json.number(node, "concordance", score.concordance());
        json.number(node, "nonReferenceConcordance", score.nonReferenceConcordance());
    }

    private void samples(ArrayNode to) {
        for (SampleQuality sample : run.samples()) {
            ObjectNode node = to.addObject().put("name", sample.name());
            json.number(node, "callRate", sample.callRate());
            json.number(node, "heterozygosity", sample.heterozygosity());
            json.number(node, "phaseKnown", sample.phaseKnown());
            json.number(node, "phaseConfidence", sample.phaseConfidence());
            score(node.putObject("leftOut"), sample.leftOut());
            sample.group().ifPresent(group -> node.put("nearestGroup", group));
        }
    }

    private void pairs(ArrayNode to) {
        for (SamplePair pair : run.pairs()) {
            ObjectNode node = to.addObject()
                    .put("target", pair.target())
                    .put("other", pair.other())
                    .put("kind", pair.kind().name())
                    .put("genotypes", pair.genotypes());
            json.number(node, "concordance", pair.concordance());
        }
    }
}
