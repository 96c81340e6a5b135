package org.haprag.evaluation.report;

import java.util.List;
import org.haprag.evaluation.Difference;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.MethodSummary;
import org.haprag.metrics.ClaimedR2;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.PairedScores;
import org.haprag.metrics.ReliabilityBin;
import org.haprag.metrics.Scores;
import org.haprag.metrics.SwitchErrors;

/** The tables, tab-separated, with a header line and NA for what is not defined. */
final class TsvTables {
    private final EvaluationResult result;

    TsvTables(EvaluationResult result) {
        this.result = result;
    }

    /** By MAF row: untyped sites, typed sites, and untyped sites of each class. */
    String byMaf() {
        StringBuilder out = new StringBuilder("method\tsites\tclass\tmaf\tsite_count\tpairs\tposterior_pairs");
        metricHeader(out, true);
        scored(out, "untyped\tall", result.untyped());
        scored(out, "typed\tall", result.typed());
        result.byClass().forEach((c, scores) -> scored(out, "untyped\t" + c.key(), scores));
        return out.toString();
    }

    /** Untyped sites by group of samples and MAF row. */
    String byGroup() {
        StringBuilder out = new StringBuilder("method\tgroup\tmaf\tsite_count\tpairs\tposterior_pairs");
        metricHeader(out, true);
        result.byGroup().forEach((group, scores) -> scored(out, group, scores));
        return out.toString();
    }

    private void scored(StringBuilder out, String key, PairedScores scores) {
        for (int m = 0; m < result.methods().size(); m++) {
            for (MafStratum row : scores.rows()) {
                Scores s = scores.scores(m, row);
                if (s.sites() == 0) continue;
                out.append(result.methods().get(m).name()).append('\t').append(key);
                out.append('\t').append(row.key()).append('\t').append(s.sites());
                out.append('\t').append(s.pairs()).append('\t').append(s.posteriorPairs());
                metrics(out, s, true);
            }
        }
    }

    /** Untyped sites by sample, rare, common and all. */
    String bySample() {
        StringBuilder out = new StringBuilder("method\tsample\tgroup\tmaf\tpairs");
        metricHeader(out, false);
        for (MethodSummary method : result.methods()) {
            for (int s = 0; s < result.samples().count(); s++) {
                String sample = result.samples().name(s);
                for (MafStratum row : MafStratum.pooled()) {
                    Scores scores = method.untyped().scores(row, s);
                    out.append(method.name()).append('\t').append(sample).append('\t');
                    out.append(result.groups().of(sample)).append('\t').append(row.key());
                    out.append('\t').append(scores.pairs());
                    metrics(out, scores, false);
                }
            }
        }
        return out.toString();
    }

    /** Reliability of the largest GP at untyped sites, by MAF row and bin of confidence. */
    String calibration() {
        StringBuilder out = new StringBuilder("method\tmaf\tlower\tupper\tpairs\tconfidence\taccuracy\n");
        for (MethodSummary method : result.methods()) {
            for (MafStratum row : MafStratum.rows()) {
                for (ReliabilityBin bin : method.reliability(row)) {
                    if (bin.pairs() == 0) continue;
                    out.append(method.name()).append('\t').append(row.key());
                    cells(out, bin.lower(), bin.upper());
                    out.append('\t').append(bin.pairs());
                    cells(out, bin.confidence(), bin.accuracy());
                    out.append('\n');
                }
            }
        }
        return out.toString();
    }

    /** Claimed against true R2 at untyped sites, by MAF row and, within rare, common and all, by step of the claim. */
    String claimedR2() {
        StringBuilder out = new StringBuilder(
                "method\tmaf\tclaim_from\tclaim_to\tsite_count\tclaimed\tclaimed_minus_true\tpooled_r2\n");
        for (MethodSummary method : result.methods()) {
            for (MafStratum row : MafStratum.rows()) {
                claims(out, method, row, 0, 1, method.claimedR2().of(row));
                if (row.single()) continue;
                List<ClaimedR2.Comparison> steps = method.claimedR2().steps(row);
                for (int i = 0; i < steps.size(); i++) {
                    double width = 1.0 / ClaimedR2.STEPS;
                    claims(out, method, row, i * width, (i + 1) * width, steps.get(i));
                }
            }
        }
        return out.toString();
    }

    private static void claims(
            StringBuilder out, MethodSummary method, MafStratum row, double from, double to, ClaimedR2.Comparison c) {
        if (c.sites() == 0) return;
        out.append(method.name()).append('\t').append(row.key());
        cells(out, from, to);
        out.append('\t').append(c.sites());
        cells(out, c.claimed(), c.claimedMinusTrue(), c.pooledR2());
        out.append('\n');
    }

    /** Switch errors by sample, of the methods with phased calls. */
    String switchErrors() {
        StringBuilder out =
                new StringBuilder("method\tsample\tgroup\tsites\tpairs\tswitches\tflips\tswitch_error_rate\n");
        for (MethodSummary method : result.phasedMethods()) {
            for (int s = 0; s < result.samples().count(); s++) {
                String sample = result.samples().name(s);
                SwitchErrors.Counts c = method.switchErrors(result.phaseSites()).of(s);
                out.append(method.name()).append('\t').append(sample).append('\t');
                out.append(result.groups().of(sample)).append('\t');
                out.append(result.phaseSites().key()).append('\t').append(c.pairs());
                out.append('\t').append(c.switches()).append('\t').append(c.flips());
                cells(out, c.switchErrorRate());
                out.append('\n');
            }
        }
        return out.toString();
    }

    /** Each method against each earlier one, at untyped sites, all samples. */
    String differences() {
        StringBuilder out = new StringBuilder("method\treference\tmaf\tmetric\tvalue\tlow\thigh\texcludes_none\n");
        for (Difference d : result.differences()) {
            Estimate e = d.estimate();
            if (!e.defined()) continue;
            double none = d.metric().equals(Difference.ERROR_RATIO) ? 1 : 0;
            boolean excludes = e.low() > none || e.high() < none;
            out.append(d.method()).append('\t').append(d.reference()).append('\t');
            out.append(d.stratum().key()).append('\t').append(d.metric());
            cells(out, e.value(), e.low(), e.high());
            out.append('\t')
                    .append(e.hasInterval() ? excludes ? "1" : "0" : "NA")
                    .append('\n');
        }
        return out.toString();
    }

    private static void metricHeader(StringBuilder out, boolean intervals) {
        for (Metric m : Metric.values()) {
            out.append('\t').append(m.key());
            if (intervals)
                out.append('\t')
                        .append(m.key())
                        .append("_low\t")
                        .append(m.key())
                        .append("_high");
        }
        out.append('\n');
    }

    private static void metrics(StringBuilder out, Scores scores, boolean intervals) {
        for (Metric m : Metric.values()) {
            Estimate e = scores.get(m);
            cells(out, e.value());
            if (intervals) cells(out, e.low(), e.high());
        }
        out.append('\n');
    }

    private static void cells(StringBuilder out, double... values) {
        for (double x : values) Decimals.append(out.append('\t'), x, 6);
    }
}
