package org.haprag.evaluation.report;

import org.haprag.metrics.run.FrequencySummary;
import org.haprag.metrics.run.SiteFrequencies;

/** Frequencies of typed sites among the targets against those in the panel: a dot a site, a mark an outlier. */
final class ScatterChart {
    private static final int SIZE = 360;
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 38;
    private static final int TICKS = 5;

    /** Dots beyond this many would only hide each other. */
    private static final int MOST_DOTS = 3000;

    private ScatterChart() {}

    static Svg of(String id, FrequencySummary frequencies) {
        Svg svg = new Svg(
                id,
                SIZE,
                SIZE,
                "Allele frequency of targets against panel",
                "Each dot is a typed site; on the dashed line targets and panel agree. Outliers have marks.");
        Axis x = new Axis(0, 1, LEFT, SIZE - (double) RIGHT);
        Axis y = new Axis(0, 1, SIZE - (double) BOTTOM, TOP);
        for (double tick : x.ticks(TICKS)) {
            svg.line("grid", x.px(tick), y.fromPx(), x.px(tick), y.toPx());
            svg.line("grid", x.fromPx(), y.px(tick), x.toPx(), y.px(tick));
            svg.text("tick", x.px(tick), y.fromPx() + 15, "middle", x.label(tick, TICKS));
            svg.text("tick", LEFT - 6.0, y.px(tick) + 3.5, "end", y.label(tick, TICKS));
        }
        svg.line("level", x.px(0), y.px(0), x.px(1), y.px(1));
        svg.text("label", (x.fromPx() + x.toPx()) / 2, SIZE - 4.0, "middle", "ALT frequency in the panel");
        svg.text("label", 10, (y.fromPx() + y.toPx()) / 2, "middle", -90, "ALT frequency in the targets");
        dots(svg, x, y, frequencies);
        marks(svg, x, y, frequencies);
        return svg;
    }

    private static void dots(Svg svg, Axis x, Axis y, FrequencySummary frequencies) {
        int every = Math.max(1, (frequencies.count() + MOST_DOTS - 1) / MOST_DOTS);
        StringBuilder d = new StringBuilder();
        for (int t = 0; t < frequencies.count(); t += every) {
            if (Double.isNaN(frequencies.inTargets(t)) || frequencies.outlier(t)) continue;
            Svg.point(d, x.px(frequencies.inPanel(t)), y.px(frequencies.inTargets(t)));
        }
        svg.points("points m0", d.toString());
    }

    private static void marks(Svg svg, Axis x, Axis y, FrequencySummary frequencies) {
        for (SiteFrequencies.Outlier o :
                frequencies.outliers().stream().limit(MOST_DOTS).toList()) {
            svg.mark(
                    o.palindromic() ? RunReport.PALINDROMIC : RunReport.OUTLIER,
                    x.px(o.inPanel()),
                    y.px(o.inTargets()),
                    3.6,
                    o.site() + (o.palindromic() ? ", palindromic" : "") + (o.used() ? "" : ", not used") + ": panel "
                            + Decimals.fixed(o.inPanel(), 3) + ", targets " + Decimals.fixed(o.inTargets(), 3));
        }
    }
}
