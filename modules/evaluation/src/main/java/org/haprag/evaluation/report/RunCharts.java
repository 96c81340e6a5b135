package org.haprag.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafBins;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.run.ChromosomeTrack;
import org.haprag.metrics.run.ImputedR2;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.SampleQuality;
import org.haprag.metrics.run.SiteFates;

/** The charts of a {@link RunReport}. */
final class RunCharts {
    private static final int BROAD = 1120;
    private static final int NARROW = 360;

    private final RunSummary run;
    private final List<MafStratum> bins;

    RunCharts(RunSummary run) {
        this.run = run;
        int first = 0;
        int last = 0;
        for (int b = 0; b < MafBins.count(); b++) {
            MafStratum bin = MafStratum.bins().get(b);
            if (run.r2().sites(bin) == 0 && run.leftOut().sites(bin) == 0) continue;
            if (last == 0) first = b;
            last = b + 1;
        }
        this.bins = MafStratum.bins().subList(first, last);
    }

    Element frequencies() {
        return Page.chart(
                "Targets against panel",
                ScatterChart.of("frequency-chart", run.frequencies()).inPage());
    }

    Element fates() {
        BarChart chart = new BarChart(
                "fates",
                "What became of target sites",
                "How many target sites met each fate; orange ones are not used.");
        for (SiteFates.Fate fate : SiteFates.pooled(run.sites()).fates()) {
            chart.row(name(fate), fate.sites(), fate.used());
        }
        return Page.chart("What became of target sites", chart.draw().inPage());
    }

    static String name(SiteFates.Fate fate) {
        return fate.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + (fate.used() ? ", used" : ", not used");
    }

    private XyChart byMaf(String id, String title, String label) {
        return new XyChart(id, title, title + " by minor allele frequency in the panel; the table has the numbers.")
                .size(NARROW, 276)
                .labels("minor allele frequency in the panel", label)
                .binEdges(edges());
    }

    private List<String> edges() {
        List<String> edges = new ArrayList<>();
        for (MafStratum bin : bins) edges.add(MafLabels.edge(MafBins.lower(bin.fromBin())));
        if (!bins.isEmpty())
            edges.add(MafLabels.edge(MafBins.upper(bins.get(bins.size() - 1).fromBin())));
        return edges;
    }

    Element r2() {
        XyChart chart = byMaf("mean-r2", "Mean R2", "mean R2").yReaches(0, 1).series(0);
        for (int b = 0; b < bins.size(); b++) {
            MafStratum bin = bins.get(b);
            chart.point(
                    b,
                    Estimate.point(run.r2().mean(bin)),
                    bin.label() + ": " + run.r2().sites(bin) + " sites");
        }
        return Page.chart("Mean R2", chart.draw().inPage());
    }

    /** Names of the series of {@link #kept}. */
    static List<String> thresholds() {
        return Stream.iterate(0, i -> i + 1)
                .limit(ImputedR2.thresholdCount())
                .map(i -> "R2 ≥ " + MafLabels.edge(ImputedR2.threshold(i)))
                .toList();
    }

    Element kept() {
        XyChart chart =
                byMaf("kept", "Share of sites kept", "share of sites kept").yReaches(0, 1);
        for (int i = 0; i < ImputedR2.thresholdCount(); i++) {
            chart.series(i);
            for (int b = 0; b < bins.size(); b++) {
                MafStratum bin = bins.get(b);
                double share = run.r2().kept(bin, i) / (double) run.r2().sites(bin);
                chart.point(
                        b, Estimate.point(share), bin.label() + ": " + run.r2().kept(bin, i) + " sites");
            }
        }
        return Page.chart(
                "Sites kept by a filter on R2",
                Page.legend(thresholds()),
                chart.draw().inPage());
    }

    /** Whether any MAF bin has enough left-out genotypes for a point in a chart. */
    boolean leftOutInBins() {
        return bins.stream().anyMatch(bin -> run.leftOut().of(bin).genotypes() >= LeftOutScores.LEAST_GENOTYPES);
    }

    Element leftOutR2() {
        return leftOut("left-out-r2", "r² of left-out genotypes", "r²", LeftOutScores.Score::r2);
    }

    Element concordance() {
        return leftOut(
                "left-out-concordance",
                "Concordance where either carries ALT",
                "concordance",
                LeftOutScores.Score::nonReferenceConcordance);
    }

    private Element leftOut(String id, String title, String label, ToDoubleFunction<LeftOutScores.Score> value) {
        XyChart chart = byMaf(id, title, label).yReaches(0, 1).series(0);
        for (int b = 0; b < bins.size(); b++) {
            LeftOutScores.Score score = run.leftOut().of(bins.get(b));
            if (score.genotypes() < LeftOutScores.LEAST_GENOTYPES) continue;
            chart.point(
                    b,
                    Estimate.point(value.applyAsDouble(score)),
                    bins.get(b).label() + ": " + score.genotypes() + " genotypes");
        }
        return Page.chart(title, chart.draw().inPage());
    }

    /** One a contig. */
    List<Element> chromosomes() {
        List<Element> charts = new ArrayList<>();
        for (int c = 0; c < run.tracks().size(); c++) {
            ChromosomeTrack track = run.tracks().get(c);
            if (track.windows().isEmpty()) continue;
            String suffix = c == 0 ? "" : "-" + c;
            charts.add(Page.chart(
                            "Contig " + track.contig(),
                            chromosome(track, "along" + suffix, BROAD).inPage("broad"),
                            chromosome(track, "along-narrow" + suffix, NARROW).inPage("narrow"))
                    .withClass("wide"));
        }
        return charts;
    }

    private static Svg chromosome(ChromosomeTrack track, String id, int width) {
        List<ChromosomeTrack.Window> windows = track.windows();
        ChromosomeChart chart = new ChromosomeChart(
                        id,
                        width,
                        track.contig(),
                        windows.stream()
                                .mapToInt(ChromosomeTrack.Window::startBp)
                                .toArray(),
                        windows.stream().mapToInt(ChromosomeTrack.Window::endBp).toArray())
                .lines(
                        "mean R2",
                        List.of(
                                windows.stream()
                                        .mapToDouble(ChromosomeTrack.Window::rareR2)
                                        .toArray(),
                                windows.stream()
                                        .mapToDouble(ChromosomeTrack.Window::commonR2)
                                        .toArray()),
                        0,
                        1)
                .bars(
                        "typed",
                        windows.stream()
                                .mapToInt(ChromosomeTrack.Window::typedSites)
                                .toArray());
        if (!track.rates().isEmpty()) chart.steps("rate", track.rates());
        return chart.draw(
                "R2 along " + track.contig(),
                "Mean R2 of rare and common imputed sites in windows, the number of typed sites, and switches per cM.");
    }

    Element[] samples() {
        List<Element> figures = new ArrayList<>(List.of(
                samples("call-rate", "Call rate", SampleQuality::callRate),
                samples("heterozygosity", "Heterozygosity", SampleQuality::heterozygosity),
                samples("sample-r2", "r² of left-out genotypes", RunCharts::leftOutR2)));
        if (run.samples().stream().anyMatch(s -> !Double.isNaN(s.phaseConfidence()))) {
            figures.add(samples("phase-confidence", "Phase confidence", SampleQuality::phaseConfidence));
        }
        return figures.toArray(Element[]::new);
    }

    private static double leftOutR2(SampleQuality sample) {
        return sample.leftOut().genotypes() < LeftOutScores.LEAST_GENOTYPES
                ? Double.NaN
                : sample.leftOut().r2();
    }

    private Element samples(String id, String title, ToDoubleFunction<SampleQuality> value) {
        double[] values = run.samples().stream().mapToDouble(value).toArray();
        RowChart chart = new RowChart(
                        id, title, title + ": each dot a sample, the box its quartiles, the mark the median.", title)
                .shares()
                .row("samples")
                .samples(0, values);
        return Page.chart(title, chart.draw().inPage());
    }
}
