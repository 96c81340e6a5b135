package org.haprag.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.haprag.metrics.Estimate;

/** Lines with marks and intervals over a numeric x axis, or over bins. */
final class XyChart {
    private static final int LEFT = 46;
    private static final int RIGHT = 10;
    private static final int TOP = 12;
    private static final int BOTTOM = 38;
    private static final int BOTTOM_OF_NAMES = 62;
    private static final int TICKS = 5;
    private static final double MARK = 3.2;

    private record Point(double x, Estimate y, double radius, String hover) {}

    private record Series(int method, List<Point> points) {}

    private final String id;
    private final String title;
    private final String description;
    private final List<Series> series = new ArrayList<>();
    private final List<String> binEdges = new ArrayList<>();
    private final List<Double> levels = new ArrayList<>();
    private int width = 360;
    private int height = 260;
    private String xLabel = "";
    private String yLabel = "";
    private double[] xRange = {};
    private double[] yRange = {};
    private boolean diagonal;

    XyChart(String id, String title, String description) {
        this.id = id;
        this.title = title;
        this.description = description;
    }

    XyChart size(int widthPx, int heightPx) {
        width = widthPx;
        height = heightPx;
        return this;
    }

    XyChart labels(String x, String y) {
        xLabel = x;
        yLabel = y;
        return this;
    }

    /** Bins along the x axis, named by their edges, one more than bins; a point's x is then the index of a bin. */
    XyChart binEdges(List<String> edges) {
        binEdges.addAll(edges);
        return this;
    }

    XyChart xRange(double low, double high) {
        xRange = new double[] {low, high};
        return this;
    }

    /** Values that the y axis must reach at least. */
    XyChart yReaches(double... values) {
        yRange = values;
        return this;
    }

    /** A quiet horizontal line. */
    XyChart level(double y) {
        levels.add(y);
        return this;
    }

    /** The line y = x, for curves that should lie on it. */
    XyChart diagonal() {
        diagonal = true;
        return this;
    }

    /** Begins the line of a method; {@link #point} adds to it. */
    XyChart series(int method) {
        series.add(new Series(method, new ArrayList<>()));
        return this;
    }

    XyChart point(double x, Estimate y, String hover) {
        return point(x, y, MARK, hover);
    }

    XyChart point(double x, Estimate y, double radius, String hover) {
        if (y.defined()) series.get(series.size() - 1).points.add(new Point(x, y, radius, hover));
        return this;
    }

    Svg draw() {
        Svg svg = new Svg(id, width, height, title, description);
        Axis y = yAxis();
        Axis x = xAxis();
        grid(svg, x, y);
        for (double level : levels) svg.line("level", x.fromPx(), y.px(level), x.toPx(), y.px(level));
        if (diagonal) {
            double from = Math.max(x.low(), y.low());
            double to = Math.min(x.high(), y.high());
            svg.line("level", x.px(from), y.px(from), x.px(to), y.px(to));
        }
        for (int i = 0; i < series.size(); i++) draw(svg, x, y, series.get(i), dodge(i));
        return svg;
    }

    /** Methods stand a little beside each other over a category, so that intervals stay legible. */
    private double dodge(int index) {
        if (binEdges.isEmpty()) return 0;
        double room = (width - LEFT - RIGHT) / (double) Math.max(1, binEdges.size() - 1);
        double step = Math.min(5, room * .7 / Math.max(1, series.size()));
        return (index - (series.size() - 1) / 2.0) * step;
    }

    private Axis yAxis() {
        double[] values = Stream.concat(
                        series.stream()
                                .flatMap(s -> s.points.stream())
                                .flatMap(p -> Stream.of(p.y.value(), p.y.low(), p.y.high())),
                        Stream.concat(
                                levels.stream(), java.util.Arrays.stream(yRange).boxed()))
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Axis.about(values, base(), TOP);
    }

    private Axis xAxis() {
        double right = width - (double) RIGHT;
        if (!binEdges.isEmpty()) return new Axis(-.5, binEdges.size() - 1.5, LEFT, right);
        if (xRange.length == 2) return new Axis(xRange[0], xRange[1], LEFT, right);
        return Axis.about(
                series.stream()
                        .flatMap(s -> s.points.stream())
                        .mapToDouble(p -> p.x)
                        .toArray(),
                LEFT,
                right);
    }

    private double base() {
        return height - (binEdges.isEmpty() ? BOTTOM : BOTTOM_OF_NAMES);
    }

    private void grid(Svg svg, Axis x, Axis y) {
        for (double tick : y.ticks(TICKS)) {
            svg.line("grid", x.fromPx(), y.px(tick), x.toPx(), y.px(tick));
            svg.text("tick", LEFT - 6.0, y.px(tick) + 3.5, "end", y.label(tick, TICKS));
        }
        double base = base();
        if (binEdges.isEmpty()) {
            int about = width < 250 ? 3 : TICKS;
            for (double tick : x.ticks(about)) {
                svg.line("axis", x.px(tick), base, x.px(tick), base + 4);
                svg.text("tick", x.px(tick), base + 15, "middle", x.label(tick, about));
            }
        }
        for (int i = 0; i < binEdges.size(); i++) {
            svg.line("axis", x.px(i - .5), base, x.px(i - .5), base + 4);
            svg.text("tick", x.px(i - .5) + 4, base + 13, "end", -45, binEdges.get(i));
        }
        svg.line("axis", x.fromPx(), base, x.toPx(), base);
        svg.text("label", (x.fromPx() + x.toPx()) / 2, height - 3.0, "middle", xLabel);
        svg.text("label", 10, (TOP + base) / 2, "middle", -90, yLabel);
    }

    private static void draw(Svg svg, Axis x, Axis y, Series series, double dodge) {
        String css = MethodStyle.of(series.method).cssClass();
        double[] xs = series.points.stream().mapToDouble(p -> x.px(p.x) + dodge).toArray();
        double[] ys = series.points.stream().mapToDouble(p -> y.px(p.y.value())).toArray();
        svg.path("series " + css, xs, ys);
        for (int i = 0; i < xs.length; i++) {
            Point p = series.points.get(i);
            if (p.y.hasInterval()) svg.line("whisker " + css, xs[i], y.px(p.y.low()), xs[i], y.px(p.y.high()));
            if (p.radius > 0) svg.mark(series.method, xs[i], ys[i], p.radius, p.hover);
        }
    }
}
