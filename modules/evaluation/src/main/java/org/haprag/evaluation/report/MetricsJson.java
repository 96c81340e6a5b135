package org.haprag.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.haprag.evaluation.ClaimCheck;
import org.haprag.evaluation.Difference;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.FileProvenance;
import org.haprag.evaluation.MethodSummary;
import org.haprag.metrics.ClaimedR2;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.PairedScores;
import org.haprag.metrics.ReliabilityBin;
import org.haprag.metrics.Scores;
import org.haprag.metrics.SwitchErrors;

/** The result as metrics.json (data-schemas/metrics.schema.json). What is not defined is null. */
final class MetricsJson {
    /** Changes when a reader of the old form would be misled. */
    static final int SCHEMA_VERSION = 1;

    private static final JsonTree JSON = new JsonTree(1e7);

    private final EvaluationResult result;
    private final ObjectNode root = JsonTree.root();

    MetricsJson(EvaluationResult result) {
        this.result = result;
    }

    String text() {
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("program", "HapRAG");
        settings(root.putObject("settings"));
        inputs(root.putArray("inputs"));
        samples(root.putObject("samples"));
        sites(root.putObject("sites"));
        definitions(root.putArray("metrics"));
        methods(root.putArray("methods"));
        differences(root.putArray("differences"));
        result.warnings().forEach(root.putArray("warnings")::add);
        return JsonTree.text(root);
    }

    private void settings(ObjectNode node) {
        node.put("bootstrapReplicates", result.request().bootstrap().replicates());
        node.put("bootstrapSeed", result.request().bootstrap().seed());
        node.put("intervalLevel", 0.95);
        node.put("typedSitesFrom", result.sites().typedFrom());
        node.put("region", result.request().region().map(Object::toString).orElse(null));
    }

    private void inputs(ArrayNode array) {
        for (FileProvenance p : result.provenance()) {
            ObjectNode node = array.addObject();
            node.put("role", p.role()).put("name", p.name()).put("path", p.path());
            node.put("bytes", p.bytes()).put("sha256", p.sha256());
            p.programs().forEach(node.putArray("programs")::add);
            p.commands().forEach(node.putArray("commands")::add);
        }
    }

    private void samples(ObjectNode node) {
        node.put("scored", result.samples().count());
        result.samplesLeftOut().forEach(node.putArray("leftOut")::add);
        ObjectNode groups = node.putObject("groups");
        result.groups().members(result.samples()).forEach((g, members) -> groups.put(g, members.size()));
    }

    private void sites(ObjectNode node) {
        node.put("untyped", result.sites().untyped())
                .put("typed", result.sites().typed());
        ArrayNode leftOut = node.putArray("leftOut");
        result.sites()
                .leftOut()
                .forEach((file, reasons) -> reasons.forEach((why, n) -> leftOut.addObject()
                        .put("file", file)
                        .put("reason", why.name())
                        .put("explanation", why.reason())
                        .put("count", n)));
    }

    private static void definitions(ArrayNode array) {
        for (Metric m : Metric.values()) {
            array.addObject()
                    .put("key", m.key())
                    .put("label", m.label())
                    .put("definition", m.definition())
                    .put("better", m.better() == Metric.Better.HIGHER ? "higher" : "lower");
        }
    }

    private void methods(ArrayNode array) {
        for (int m = 0; m < result.methods().size(); m++) {
            MethodSummary method = result.methods().get(m);
            ObjectNode node = array.addObject();
            node.put("name", method.name());
            node.put("kind", method.file().isPresent() ? "file" : "baseline");
            node.put("dosagesFrom", method.dosageSource());
            node.put("posteriorsFrom", method.posteriorSource());
            node.put("callsFrom", method.callRule().name());
            node.put("sitesPresent", method.present()).put("sitesAbsent", method.absent());
            node.put("missingDosages", method.missingDosages());
            ArrayNode scores = node.putArray("scores");
            scores(scores, "untyped", "all", "all", result.untyped(), m);
            scores(scores, "typed", "all", "all", result.typed(), m);
            int index = m;
            result.byClass().forEach((c, s) -> scores(scores, "untyped", c.key(), "all", s, index));
            result.byGroup().forEach((g, s) -> scores(scores, "untyped", "all", g, s, index));
            reliability(node.putArray("reliability"), method);
            claims(node, method);
            phase(node, method);
        }
    }

    private static void scores(
            ArrayNode array, String sites, String siteClass, String group, PairedScores scores, int method) {
        for (MafStratum row : scores.rows()) {
            Scores s = scores.scores(method, row);
            if (s.sites() == 0) continue;
            ObjectNode node = array.addObject();
            node.put("sites", sites).put("class", siteClass).put("group", group).put("maf", row.key());
            node.put("siteCount", s.sites()).put("pairs", s.pairs()).put("posteriorPairs", s.posteriorPairs());
            ObjectNode values = node.putObject("values");
            for (Metric m : Metric.values()) JSON.estimate(values.putObject(m.key()), s.get(m));
        }
    }

    private static void reliability(ArrayNode array, MethodSummary method) {
        for (MafStratum row : MafStratum.rows()) {
            for (ReliabilityBin bin : method.reliability(row)) {
                if (bin.pairs() == 0) continue;
                ObjectNode node = array.addObject().put("maf", row.key());
                JSON.number(node, "lower", bin.lower());
                JSON.number(node, "upper", bin.upper());
                node.put("pairs", bin.pairs());
                JSON.number(node, "confidence", bin.confidence());
                JSON.number(node, "accuracy", bin.accuracy());
            }
        }
    }

    private static void claims(ObjectNode node, MethodSummary method) {
        ArrayNode r2 = node.putArray("claimedR2");
        for (MafStratum row : MafStratum.rows()) {
            ClaimedR2.Comparison c = method.claimedR2().of(row);
            if (c.sites() == 0) continue;
            ObjectNode entry = r2.addObject().put("maf", row.key()).put("siteCount", c.sites());
            JSON.number(entry, "claimed", c.claimed());
            JSON.number(entry, "claimedMinusTrue", c.claimedMinusTrue());
            JSON.number(entry, "pooledR2", c.pooledR2());
        }
        ArrayNode info = node.putArray("infoChecks");
        method.claimChecks().forEach((claim, check) -> check(info.addObject().put("claim", claim.name()), check));
    }

    private void phase(ObjectNode node, MethodSummary method) {
        SwitchErrors.Counts c = method.switchErrors(result.phaseSites()).total();
        if (c.pairs() == 0) {
            node.putNull("switchErrors");
            return;
        }
        ObjectNode entry = node.putObject("switchErrors");
        entry.put("sites", result.phaseSites().key());
        entry.put("pairs", c.pairs()).put("switches", c.switches()).put("flips", c.flips());
        JSON.number(entry, "switchErrorRate", c.switchErrorRate());
    }

    private static void check(ObjectNode node, ClaimCheck check) {
        node.put("siteCount", check.sites());
        JSON.number(node, "claimed", check.claimed());
        JSON.number(node, "recomputed", check.recomputed());
        JSON.number(node, "meanAbsoluteDifference", check.meanAbsoluteDifference());
        JSON.number(node, "maxAbsoluteDifference", check.maxAbsoluteDifference());
    }

    private void differences(ArrayNode array) {
        for (Difference d : result.differences()) {
            if (!d.estimate().defined()) continue;
            ObjectNode node = array.addObject();
            node.put("method", d.method()).put("reference", d.reference());
            node.put("maf", d.stratum().key()).put("metric", d.metric());
            JSON.estimate(node, d.estimate());
        }
    }
}
