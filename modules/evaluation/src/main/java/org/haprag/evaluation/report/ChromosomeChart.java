package org.haprag.evaluation.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.haprag.metrics.run.ChromosomeTrack.Rate;

/** Strips along a contig, one above the other, over one axis of positions: lines, bars and steps. */
final class ChromosomeChart {
    private static final int LEFT = 46;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int GAP = 16;
    private static final int BOTTOM = 34;
    private static final int LINES = 150;
    private static final int BARS = 46;
    private static final double MB = 1e-6;

    /** @param draw draws into the picture, given the y pixel of its top */
    private record Strip(int height, BiConsumer<Svg, Double> draw) {}

    private final String id;
    private final int width;
    private final String contig;
    private final int[] startBp;
    private final int[] endBp;
    private final Axis x;
    private final List<Strip> strips = new ArrayList<>();

    /** @param startBp of the windows, in order, at least one @param endBp one past their last position */
    ChromosomeChart(String id, int width, String contig, int[] startBp, int[] endBp) {
        this.id = id;
        this.width = width;
        this.contig = contig;
        this.startBp = startBp;
        this.endBp = endBp;
        this.x = new Axis(startBp[0] * MB, endBp[endBp.length - 1] * MB, LEFT, width - (double) RIGHT);
    }

    /**
     * Adds a strip with a line for each method.
     *
     * @param values (methods, windows); NaN breaks a line
     * @param reach values that the axis must reach at least
     */
    ChromosomeChart lines(String label, List<double[]> values, double... reach) {
        strips.add(new Strip(LINES, (svg, top) -> drawLines(svg, top, label, values, reach)));
        return this;
    }

    /** Adds a strip with a bar for each window. */
    ChromosomeChart bars(String label, int[] values) {
        strips.add(new Strip(BARS, (svg, top) -> drawBars(svg, top, label, values)));
        return this;
    }

    /** Adds a strip with a level for each stretch, on a logarithmic axis. */
    ChromosomeChart steps(String label, List<Rate> rates) {
        strips.add(new Strip(BARS, (svg, top) -> drawSteps(svg, top, label, rates)));
        return this;
    }

    /** The chart as it stands now. */
    Svg draw(String title, String description) {
        int height =
                TOP + BOTTOM + strips.stream().mapToInt(s -> s.height + GAP).sum() - GAP;
        Svg svg = new Svg(id, width, height, title, description);
        double top = TOP;
        for (Strip strip : strips) {
            strip.draw.accept(svg, top);
            top += strip.height + GAP;
        }
        double base = top - GAP;
        int about = width < 500 ? 4 : 8;
        for (double tick : x.ticks(about)) {
            svg.line("axis", x.px(tick), base, x.px(tick), base + 4);
            svg.text("tick", x.px(tick), base + 15, "middle", x.label(tick, about));
        }
        svg.line("axis", x.fromPx(), base, x.toPx(), base);
        svg.text("label", (x.fromPx() + x.toPx()) / 2, base + BOTTOM - 4, "middle", "position on " + contig + " (Mb)");
        return svg;
    }

    private void drawLines(Svg svg, double top, String label, List<double[]> values, double[] reach) {
        double[] all = values.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] reached = Arrays.copyOf(all, all.length + reach.length);
        System.arraycopy(reach, 0, reached, all.length, reach.length);
        Axis y = Axis.about(reached, top + LINES, top);
        for (double tick : y.ticks(4)) {
            svg.line("grid", x.fromPx(), y.px(tick), x.toPx(), y.px(tick));
            svg.text("tick", LEFT - 6.0, y.px(tick) + 3.5, "end", y.label(tick, 4));
        }
        double[] xs = new double[startBp.length];
        for (int w = 0; w < xs.length; w++) xs[w] = x.px((startBp[w] + (double) endBp[w]) / 2 * MB);
        for (int m = 0; m < values.size(); m++) {
            double[] ys = Arrays.stream(values.get(m)).map(y::px).toArray();
            svg.path("series thin " + MethodStyle.of(m).cssClass(), xs, ys);
        }
        svg.text("label", 10, top + LINES / 2.0, "middle", -90, label);
    }

    private void drawBars(Svg svg, double top, String label, int[] values) {
        int most = Math.max(1, Arrays.stream(values).max().orElse(1));
        double base = top + BARS;
        for (int w = 0; w < values.length; w++) {
            double from = x.px(startBp[w] * MB);
            double height = BARS * values[w] / (double) most;
            svg.rect("density", from, base - height, x.px(endBp[w] * MB) - from - .6, height);
        }
        ends(svg, top, label, "0", Integer.toString(most));
    }

    private void drawSteps(Svg svg, double top, String label, List<Rate> rates) {
        double low = rates.stream().mapToDouble(Rate::perCm).min().orElse(1);
        double high = rates.stream().mapToDouble(Rate::perCm).max().orElse(1);
        double from = Math.pow(10, Math.floor(Math.log10(low)));
        double to = Math.max(10 * from, Math.pow(10, Math.ceil(Math.log10(high))));
        Axis y = new Axis(Math.log10(from), Math.log10(to), top + BARS, top);
        svg.line("grid", x.fromPx(), top, x.toPx(), top);
        svg.line("grid", x.fromPx(), top + BARS, x.toPx(), top + BARS);
        for (Rate rate : rates) {
            double level = y.px(Math.log10(rate.perCm()));
            svg.line(
                    "series " + MethodStyle.of(0).cssClass(),
                    x.px(rate.startBp() * MB),
                    level,
                    x.px((rate.endBp() + 1) * MB),
                    level);
        }
        ends(svg, top, label, Decimals.cell(from), Decimals.cell(to));
    }

    private static void ends(Svg svg, double top, String label, String low, String high) {
        svg.text("tick", LEFT - 6.0, top + 4, "end", high);
        svg.text("tick", LEFT - 6.0, top + BARS, "end", low);
        svg.text("label", 10, top + BARS / 2.0, "middle", -90, label);
    }
}
