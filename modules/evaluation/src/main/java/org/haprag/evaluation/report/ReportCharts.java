package org.haprag.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.haprag.evaluation.Difference;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.TrainingPoint;
import org.haprag.evaluation.metric.ClaimedR2;
import org.haprag.evaluation.metric.ErrorTrack;
import org.haprag.evaluation.metric.Estimate;
import org.haprag.evaluation.metric.MafStratum;
import org.haprag.evaluation.metric.Metric;
import org.haprag.evaluation.metric.PairedScores;
import org.haprag.evaluation.metric.ReliabilityBin;

/** The charts of the report, each a figure with a heading. */
final class ReportCharts {
    /** Pairs that a reliability point must rest on to be drawn: below, it is noise. */
    private static final int MIN_RELIABILITY_PAIRS = 20;

    private static final int BROAD = 1120;
    private static final int NARROW = 360;

    private final EvaluationResult result;
    private final List<String> names;
    private final List<MafStratum> bins;

    ReportCharts(EvaluationResult result) {
        this.result = result;
        this.names = result.methodNames();
        this.bins = MafStratum.bins().stream()
                .filter(b -> result.untyped().scores(0, b).sites() > 0)
                .toList();
    }

    /** A metric of all methods by MAF bin, at untyped sites. */
    String byMaf(Metric metric) {
        double goal = metric.better() == Metric.Better.HIGHER ? 1 : 0;
        return byMaf(
                "maf-" + metric.key(),
                heading(metric),
                metric.label(),
                new double[] {goal},
                (m, bin) -> result.untyped().scores(m, bin).get(metric));
    }

    /** (1 - r2) of each later method over that of the first. */
    String errorRatio() {
        XyChart chart = mafChart(
                        "error-ratio", "Errors relative to " + names.get(0), "(1 − r²) / that of " + names.get(0))
                .level(1);
        for (int m = 1; m < names.size(); m++) {
            String method = names.get(m);
            chart.series(m);
            for (int b = 0; b < bins.size(); b++) chart.point(b, ratio(method, bins.get(b)), hover(m, b));
        }
        return figure("", "Errors relative to " + names.get(0), chart.draw());
    }

    private Estimate ratio(String method, MafStratum bin) {
        return result.differences().stream()
                .filter(d -> d.method().equals(method) && d.reference().equals(names.get(0)))
                .filter(d -> d.stratum().equals(bin) && d.metric().equals(Difference.ERROR_RATIO))
                .map(Difference::estimate)
                .findFirst()
                .orElse(Estimate.point(Double.NaN));
    }

    /** Mean of claimed minus true R2. */
    String claimedMinusTrue() {
        XyChart chart = mafChart("claimed-minus-true", "Claimed minus true R2 by MAF", "mean claimed R2 − true r²")
                .level(0);
        for (int m = 0; m < names.size(); m++) {
            chart.series(m);
            for (int b = 0; b < bins.size(); b++) {
                ClaimedR2.Comparison c = result.methods().get(m).claimedR2().of(bins.get(b));
                chart.point(b, Estimate.point(c.claimedMinusTrue()), hover(m, b));
            }
        }
        return figure("", "Claimed minus true R2", chart.draw());
    }

    private String byMaf(
            String id, String heading, String label, double[] reach, BiFunction<Integer, MafStratum, Estimate> value) {
        XyChart chart = mafChart(id, heading + " by MAF", label).yReaches(reach);
        for (int m = 0; m < names.size(); m++) {
            chart.series(m);
            for (int b = 0; b < bins.size(); b++) chart.point(b, value.apply(m, bins.get(b)), hover(m, b));
        }
        return figure("", heading, chart.draw());
    }

    private XyChart mafChart(String id, String title, String label) {
        String description = title + " at untyped sites, for " + String.join(", ", names)
                + "; the table of the same name has the numbers.";
        return new XyChart(id, title, description)
                .size(NARROW, 262)
                .labels("minor allele frequency in the panel", label)
                .categories(bins.stream().map(ReportCharts::shortLabel).toList());
    }

    private String hover(int method, int bin) {
        return names.get(method) + ", MAF " + bins.get(bin).label();
    }

    private static String shortLabel(MafStratum bin) {
        return bin.label().replace("0.", ".").replace('-', '–');
    }

    private static String heading(Metric metric) {
        return switch (metric) {
            case R2 -> "Aggregate r²";
            case F1_MACRO -> "Macro F1 of 0/0, 0/1, 1/1";
            case F1_ALT -> "F1 of carrying ALT";
            case F1_HAPLOTYPE -> "ALT-haplotype F1";
            case NRD -> "Non-reference discordance";
            case IQS -> "Imputation quality score";
            case ECE -> "Calibration error (ECE)";
            default -> metric.label();
        };
    }

    /** Confidence against accuracy in one MAF row. */
    String reliability(MafStratum row) {
        String title = "Reliability, MAF " + row.label();
        XyChart chart = new XyChart(
                        "rel-" + slug(row.key()),
                        title,
                        "Share of right calls against the largest genotype posterior, MAF " + row.label()
                                + "; on the dashed line confidence is deserved.")
                .size(200, 200)
                .labels("confidence", "share right")
                .xRange(.3, 1)
                .yReaches(.2, 1)
                .diagonal();
        for (int m = 0; m < names.size(); m++) {
            chart.series(m);
            for (ReliabilityBin bin : result.methods().get(m).reliability(row)) {
                if (bin.pairs() < MIN_RELIABILITY_PAIRS) continue;
                String hover = names.get(m) + ": " + Decimals.fixed(bin.confidence(), 3) + " claimed, "
                        + Decimals.fixed(bin.accuracy(), 3) + " right, " + Decimals.count(bin.pairs()) + " pairs";
                chart.point(bin.confidence(), Estimate.point(bin.accuracy()), 2.6, hover);
            }
        }
        return figure("", "MAF " + row.label(), chart.draw());
    }

    /** The rows that have posteriors enough for a reliability curve. */
    List<MafStratum> reliabilityRows() {
        return MafStratum.rows().stream()
                .filter(row -> result.methods().stream()
                        .anyMatch(m -> m.reliability(row).stream().anyMatch(b -> b.pairs() >= MIN_RELIABILITY_PAIRS)))
                .toList();
    }

    /** True r2 of the sites that claim about the same R2. */
    String claimedR2(MafStratum row) {
        XyChart chart = new XyChart(
                        "claimed-" + row.key(),
                        "Claimed and true R2, " + row.label(),
                        "True r2 of the sites that claim about the same R2, MAF " + row.label()
                                + "; on the dashed line the claim is deserved.")
                .size(NARROW, 262)
                .labels("R2 that the file claims", "true r², pooled")
                .xRange(0, 1)
                .yReaches(0, 1)
                .diagonal();
        for (int m = 0; m < names.size(); m++) {
            chart.series(m);
            for (ClaimedR2.Comparison c : result.methods().get(m).claimedR2().steps(row)) {
                if (c.sites() < 5) continue;
                chart.point(c.claimed(), Estimate.point(c.pooledR2()), names.get(m) + ": " + c.sites() + " sites");
            }
        }
        return figure("", "Claimed and true R2, " + row.label(), chart.draw());
    }

    /** Errors along one contig, drawn for wide and for narrow screens. */
    String track(ErrorTrack track, int index) {
        String broad = new TrackChart("track-" + index, BROAD, track, names).draw();
        String narrow = new TrackChart("track-narrow-" + index, NARROW, track, names).draw();
        return figure(
                "wide",
                track.contig() + ": errors and typed sites",
                broad.replaceFirst("<svg ", "<svg class=\"broad\" ")
                        + narrow.replaceFirst("<svg ", "<svg class=\"narrow\" "));
    }

    /** A metric of each group and method. */
    String groups(Metric metric, MafStratum row) {
        String title = metric.label() + " by group, " + row.label();
        RowChart chart = new RowChart(
                "group-" + metric.key() + "-" + row.key(),
                title,
                title + ": " + String.join(", ", names) + ", with 95 % intervals.",
                metric.label() + ", MAF " + row.label());
        result.byGroup().forEach((group, scores) -> addRow(chart, group, scores, metric, row));
        return figure("", title, chart.draw());
    }

    private void addRow(RowChart chart, String name, PairedScores scores, Metric metric, MafStratum row) {
        chart.row(name);
        for (int m = 0; m < names.size(); m++)
            chart.value(m, scores.scores(m, row).get(metric));
    }

    /** How a metric is spread over samples. */
    String samples(Metric metric, MafStratum row) {
        String title = metric.label() + " by sample, " + row.label();
        RowChart chart = new RowChart(
                "sample-" + metric.key() + "-" + row.key(),
                title,
                title + ": each dot a sample, the box its quartiles, the mark the median.",
                metric.label() + " of single samples, MAF " + row.label());
        for (int m = 0; m < names.size(); m++) {
            double[] values = new double[result.samples().count()];
            for (int s = 0; s < values.length; s++) {
                values[s] = result.methods().get(m).untyped().scores(row, s).value(metric);
            }
            chart.row(names.get(m)).samples(m, values);
        }
        return figure("", title, chart.draw());
    }

    /** One training curve. */
    String training(String name, int index) {
        XyChart chart = new XyChart("training-" + index, name, name + " over the epochs of training.")
                .size(NARROW, 240)
                .labels("epoch", name)
                .series(0);
        List<TrainingPoint> points = result.request().trainingCurves().stream()
                .filter(p -> p.name().equals(name))
                .toList();
        double radius = points.size() > 60 ? 0 : 2.4;
        for (TrainingPoint p : points) {
            chart.point(p.epoch(), Estimate.point(p.value()), radius, Decimals.fixed(p.value(), 4));
        }
        return figure("", name, chart.draw());
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String figure(String cssClass, String heading, String svg) {
        return "<figure" + (cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"") + "><h3>" + Svg.escape(heading)
                + "</h3>\n" + svg + "</figure>\n";
    }
}
