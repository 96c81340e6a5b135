package org.haprag.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.haprag.evaluation.Difference;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.TrainingPoint;
import org.haprag.metrics.ClaimedR2;
import org.haprag.metrics.ErrorTrack;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafBins;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.PairedScores;
import org.haprag.metrics.ReliabilityBin;

/** The charts of the report, each a figure with a heading. */
final class ReportCharts {
    /** Pairs that a reliability point must rest on to be drawn: below, it is noise. */
    private static final int MIN_RELIABILITY_PAIRS = 20;

    /** Sites that a MAF bin must have to be drawn: the tables have the others. */
    private static final int MIN_SITES = 20;

    private static final int BROAD = 1120;
    private static final int NARROW = 360;

    private final EvaluationResult result;
    private final List<String> names;
    private final List<MafStratum> bins;
    private final int drawn;

    ReportCharts(EvaluationResult result) {
        this.result = result;
        this.names = result.methodNames();
        int most = MafStratum.bins().stream()
                .mapToInt(b -> result.untyped().scores(0, b).sites())
                .max()
                .orElse(0);
        this.bins = MafStratum.bins().stream()
                .filter(b -> result.untyped().scores(0, b).sites() >= Math.max(1, Math.min(MIN_SITES, most)))
                .toList();
        int files = result.request().files().size();
        this.drawn = files > 0 ? files : names.size();
    }

    /** The methods in the charts are the first so many: the files, or the baselines if there are no files. */
    int drawn() {
        return drawn;
    }

    /** A metric of all methods by MAF bin, at untyped sites. */
    Element byMaf(Metric metric) {
        double goal = metric.better() == Metric.Better.HIGHER ? 1 : 0;
        return byMaf(
                "maf-" + metric.key(),
                heading(metric),
                label(metric),
                new double[] {goal},
                (m, bin) -> result.untyped().scores(m, bin).get(metric));
    }

    /** (1 - r2) of each later method over that of the first. */
    Element errorRatio() {
        XyChart chart = mafChart(
                        "error-ratio", "Errors relative to " + names.get(0), "(1 − r²) / that of " + names.get(0))
                .level(1);
        for (int m = 1; m < drawn; m++) {
            String method = names.get(m);
            chart.series(m);
            for (int b = 0; b < bins.size(); b++) chart.point(b, ratio(method, bins.get(b)), hover(m, b));
        }
        return Page.chart("Errors relative to " + names.get(0), chart.draw().inPage());
    }

    private Estimate ratio(String method, MafStratum bin) {
        return result.differences().stream()
                .filter(d -> d.method().equals(method) && d.reference().equals(names.get(0)))
                .filter(d -> d.stratum().equals(bin) && d.metric().equals(Difference.ERROR_RATIO))
                .map(Difference::estimate)
                .findFirst()
                .orElse(Estimate.point(Double.NaN));
    }

    /** Claimed minus true R2, pooled. */
    Element claimedMinusTrue() {
        XyChart chart = mafChart("claimed-minus-true", "Claimed minus true R2 by MAF", "claimed R2 − true r², pooled")
                .level(0);
        for (int m = 0; m < drawn; m++) {
            chart.series(m);
            for (int b = 0; b < bins.size(); b++) {
                ClaimedR2.Comparison c = result.methods().get(m).claimedR2().of(bins.get(b));
                chart.point(b, Estimate.point(c.claimedMinusTrue()), hover(m, b));
            }
        }
        return Page.chart("Claimed minus true R2", chart.draw().inPage());
    }

    private Element byMaf(
            String id, String heading, String label, double[] reach, BiFunction<Integer, MafStratum, Estimate> value) {
        XyChart chart = mafChart(id, heading + " by MAF", label).yReaches(reach);
        for (int m = 0; m < drawn; m++) {
            chart.series(m);
            for (int b = 0; b < bins.size(); b++) chart.point(b, value.apply(m, bins.get(b)), hover(m, b));
        }
        return Page.chart(heading, chart.draw().inPage());
    }

    private XyChart mafChart(String id, String title, String label) {
        String description = title + " at untyped sites, for " + String.join(", ", names.subList(0, drawn))
                + "; the table of the same name has the numbers.";
        return new XyChart(id, title, description)
                .size(NARROW, 276)
                .labels("minor allele frequency in the panel", label)
                .binEdges(edges());
    }

    private String hover(int method, int bin) {
        return names.get(method) + ", MAF " + bins.get(bin).label();
    }

    /** The bins stand side by side: where one ends the next begins, but for bins that are not drawn. */
    private List<String> edges() {
        List<String> edges = new ArrayList<>();
        for (MafStratum bin : bins) edges.add(MafLabels.edge(MafBins.lower(bin.fromBin())));
        if (!bins.isEmpty())
            edges.add(MafLabels.edge(MafBins.upper(bins.get(bins.size() - 1).fromBin())));
        return edges;
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
            case BRIER -> "Brier score";
            default -> metric.label();
        };
    }

    /** Confidence against accuracy in one MAF row. */
    Element reliability(MafStratum row) {
        String title = "Reliability, " + MafLabels.span(row);
        XyChart chart = new XyChart(
                        "rel-" + slug(row.key()),
                        title,
                        "Share of right calls against the largest genotype posterior, " + MafLabels.span(row)
                                + "; on the dashed line confidence is deserved.")
                .size(200, 200)
                .labels("confidence", "share right")
                .xRange(.3, 1)
                .yReaches(.2, 1)
                .diagonal();
        for (int m = 0; m < drawn; m++) {
            chart.series(m);
            for (ReliabilityBin bin : result.methods().get(m).reliability(row)) {
                if (bin.pairs() < MIN_RELIABILITY_PAIRS) continue;
                String hover = names.get(m) + ": " + Decimals.fixed(bin.confidence(), 3) + " claimed, "
                        + Decimals.fixed(bin.accuracy(), 3) + " right, " + Decimals.count(bin.pairs()) + " pairs";
                chart.point(bin.confidence(), Estimate.point(bin.accuracy()), 2.6, hover);
            }
        }
        return Page.chart(MafLabels.span(row), chart.draw().inPage());
    }

    /** The rows that have posteriors enough for a reliability curve: the drawn bins, then rare, common and all. */
    List<MafStratum> reliabilityRows() {
        return MafStratum.rows().stream()
                .filter(row -> !row.single() || bins.contains(row))
                .filter(row -> result.methods().stream().limit(drawn).anyMatch(m -> curved(m.reliability(row))))
                .toList();
    }

    private static boolean curved(List<ReliabilityBin> bins) {
        return bins.stream().filter(b -> b.pairs() >= MIN_RELIABILITY_PAIRS).count() >= 2;
    }

    /** True r2 of the sites that claim about the same R2. */
    Element claimedR2(MafStratum row) {
        XyChart chart = new XyChart(
                        "claimed-" + row.key(),
                        "Claimed and true R2, " + MafLabels.span(row),
                        "True r2 of the sites that claim about the same R2, " + MafLabels.span(row)
                                + "; on the dashed line the claim is deserved.")
                .size(NARROW, 262)
                .labels("R2 that the file claims", "true r², pooled")
                .xRange(0, 1)
                .yReaches(0, 1)
                .diagonal();
        for (int m = 0; m < drawn; m++) {
            chart.series(m);
            for (ClaimedR2.Comparison c : result.methods().get(m).claimedR2().steps(row)) {
                if (c.sites() < 5) continue;
                chart.point(c.claimed(), Estimate.point(c.pooledR2()), names.get(m) + ": " + c.sites() + " sites");
            }
        }
        return Page.chart(
                "Claimed and true R2, " + MafLabels.span(row), chart.draw().inPage());
    }

    /** Errors along one contig, drawn for wide and for narrow screens. */
    Element track(ErrorTrack track, int index) {
        List<String> methods = names.subList(0, drawn);
        return Page.chart(
                        "Contig " + track.contig(),
                        new TrackChart("track-" + index, BROAD, track, methods)
                                .draw()
                                .inPage("broad"),
                        new TrackChart("track-narrow-" + index, NARROW, track, methods)
                                .draw()
                                .inPage("narrow"))
                .withClass("wide");
    }

    /** A metric of each group and method. */
    Element groups(Metric metric, MafStratum row) {
        String title = label(metric) + " by group, " + MafLabels.span(row);
        RowChart chart = new RowChart(
                "group-" + metric.key() + "-" + row.key(),
                title,
                title + ": " + String.join(", ", names.subList(0, drawn)) + ", with 95 % intervals.",
                label(metric) + ", " + MafLabels.span(row));
        result.byGroup().forEach((group, scores) -> addRow(chart, group, scores, metric, row));
        return Page.chart(title, chart.draw().inPage());
    }

    private void addRow(RowChart chart, String name, PairedScores scores, Metric metric, MafStratum row) {
        chart.row(name);
        for (int m = 0; m < drawn; m++) chart.value(m, scores.scores(m, row).get(metric));
    }

    /** How a metric is spread over samples. */
    Element samples(Metric metric, MafStratum row) {
        String title = label(metric) + " by sample, " + MafLabels.span(row);
        RowChart chart = new RowChart(
                "sample-" + metric.key() + "-" + row.key(),
                title,
                title + ": each dot a sample, the box its quartiles, the mark the median.",
                label(metric) + " of single samples, " + MafLabels.span(row));
        for (int m = 0; m < drawn; m++) {
            double[] values = new double[result.samples().count()];
            for (int s = 0; s < values.length; s++) {
                values[s] = result.methods().get(m).untyped().scores(row, s).value(metric);
            }
            chart.row(names.get(m)).samples(m, values);
        }
        return Page.chart(title, chart.draw().inPage());
    }

    /** One training curve. */
    Element training(String name, int index) {
        XyChart chart = new XyChart("training-" + index, name, name + " over the steps of training.")
                .size(NARROW, 240)
                .labels("step", name)
                .series(0);
        List<TrainingPoint> points = result.request().training().curves().stream()
                .filter(p -> p.name().equals(name))
                .toList();
        double radius = points.size() > 60 ? 0 : 2.4;
        for (TrainingPoint p : points) {
            chart.point(p.epoch(), Estimate.point(p.value()), radius, Decimals.fixed(p.value(), 4));
        }
        return Page.chart(name, chart.draw().inPage());
    }

    private static String label(Metric metric) {
        return metric.label().replace("r2", "r²");
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
