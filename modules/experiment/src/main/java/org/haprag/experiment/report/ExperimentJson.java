package org.haprag.experiment.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.haprag.evaluation.report.JsonTree;
import org.haprag.experiment.result.Comparison;
import org.haprag.experiment.result.ConfigurationRuns;
import org.haprag.experiment.result.ExperimentResult;
import org.haprag.experiment.result.ExperimentSetting;
import org.haprag.experiment.result.RunOutcome;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;

/** The result as experiment.json (data-schemas/experiment.schema.json). What is not defined is null. */
final class ExperimentJson {
    /** Changes when a reader of the old form would be misled. */
    static final int SCHEMA_VERSION = 1;

    private static final JsonTree JSON = new JsonTree(1e8);

    private final ExperimentResult result;
    private final ObjectNode root = JsonTree.root();

    ExperimentJson(ExperimentResult result) {
        this.result = result;
    }

    String text() {
        root.put("schemaVersion", SCHEMA_VERSION);
        setting(root.putObject("setting"));
        ArrayNode configurations = root.putArray("configurations");
        for (int m = 0; m < result.configurations().size(); m++) {
            configuration(configurations.addObject(), m, result.configurations().get(m));
        }
        scores(
                root.putObject("baseline").put("name", result.baseline().name()),
                result.configurations().size());
        ArrayNode comparisons = root.putArray("comparisons");
        result.comparisons().forEach(c -> comparison(comparisons.addObject(), c));
        return JsonTree.text(root);
    }

    private void setting(ObjectNode node) {
        ExperimentSetting s = result.setting();
        node.put("suite", s.suite()).put("question", s.question()).put("reference", s.reference());
        node.put("init", s.init()).put("region", s.region()).put("program", s.program());
        s.seeds().forEach(node.putArray("seeds")::add);
        node.put("panelSamples", s.panelSamples()).put("leftOutSamples", s.leftOutSamples());
        node.put("unphasedSamples", s.unphasedSamples());
        node.put("typedSites", s.typedSites()).put("sites", s.sites());
    }

    private void configuration(ObjectNode node, int method, ConfigurationRuns c) {
        node.put("name", c.name()).put("about", c.about()).put("note", c.note());
        scores(node, method);
        JSON.number(node, "epochsToBest", c.mean(r -> r.curve().epochsToBest()));
        JSON.number(node, "lossDeviation", c.mean(r -> r.curve().lossDeviation()));
        JSON.number(node, "lossRelativeDeviation", c.mean(r -> r.curve().relativeDeviation()));
        JSON.number(node, "overfitGap", result.overfitGap(c));
        ArrayNode runs = node.putArray("runs");
        for (RunOutcome run : c.runs()) run(runs.addObject(), run);
    }

    private void scores(ObjectNode node, int method) {
        ObjectNode scores = node.putObject("scores");
        for (MafStratum stratum : ExperimentResult.strata()) {
            ObjectNode values = scores.putObject(stratum.key());
            for (Metric metric : Metric.values()) {
                if (metric == Metric.F1_HAPLOTYPE)
                    continue; // imputed genotypes of left-out samples are not phased calls
                JSON.estimate(
                        values.putObject(metric.key()),
                        result.scores().scores(method, stratum).get(metric));
            }
        }
    }

    private static void run(ObjectNode node, RunOutcome run) {
        node.put("seed", run.seed())
                .put("steps", run.curve().steps())
                .put("epochs", run.curve().epochs());
        node.put("epochsToBest", run.curve().epochsToBest());
        JSON.number(node, "lossMean", run.curve().lossMean());
        JSON.number(node, "lossDeviation", run.curve().lossDeviation());
        node.put("stoppedBy", run.curve().stoppedBy());
        for (Metric metric : ExperimentResult.compared()) {
            ObjectNode values = node.putObject(metric.key());
            for (MafStratum stratum : ExperimentResult.strata()) {
                JSON.number(values, stratum.key(), run.leftOut().scores(stratum).value(metric));
            }
        }
    }

    private static void comparison(ObjectNode node, Comparison c) {
        node.put("configuration", c.configuration()).put("maf", c.stratum().key());
        node.put("metric", c.metric().key());
        JSON.estimate(node, c.difference());
        JSON.number(node, "seedLow", c.seedLow());
        JSON.number(node, "seedHigh", c.seedHigh());
        node.put("p", c.p()).put("holm", c.holm());
        node.put("verdict", c.verdict().name().toLowerCase(Locale.ROOT));
    }
}
