package org.haprag.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.haprag.metrics.Estimate;

/** Named rows with marks along a horizontal axis: a value and its interval, or every sample with a box. */
public final class RowChart {
    private static final int WIDTH = 360;
    private static final int RIGHT = 20;
    private static final int TOP = 6;
    private static final int BOTTOM = 36;
    private static final int LINE = 15;
    private static final int GAP = 7;
    private static final int TICKS = 4;
    private static final int MAX_DOTS = 400;

    private static final class Entry {
        private final int method;
        private final Estimate estimate;
        private final double[] samples;

        Entry(int method, Estimate estimate, double[] samples) {
            this.method = method;
            this.estimate = estimate;
            this.samples = samples;
        }
    }

    private record Row(String name, List<Entry> entries) {}

    private final String id;
    private final String title;
    private final String description;
    private final String label;
    private final List<Row> rows = new ArrayList<>();
    private double level = Double.NaN;
    private double least = Double.NEGATIVE_INFINITY;
    private double most = Double.POSITIVE_INFINITY;

    /** @param label of the axis */
    public RowChart(String id, String title, String description, String label) {
        this.id = id;
        this.title = title;
        this.description = description;
        this.label = label;
    }

    /** Draws a vertical line at a value that the others are judged against, which the axis then shows. */
    public RowChart level(double value) {
        level = value;
        return this;
    }

    /** All values are shares: the axis does not go below 0 or above 1. */
    RowChart shares() {
        least = 0;
        most = 1;
        return this;
    }

    /** Begins a row. */
    public RowChart row(String name) {
        rows.add(new Row(name, new ArrayList<>()));
        return this;
    }

    /** Adds a method's value to the row. */
    public RowChart value(int method, Estimate estimate) {
        rows.get(rows.size() - 1).entries.add(new Entry(method, estimate, new double[0]));
        return this;
    }

    /** Adds a method's samples to the row: dots, quartiles and median; NaN is passed over. */
    RowChart samples(int method, double[] values) {
        double[] sorted = java.util.Arrays.stream(values)
                .filter(x -> !Double.isNaN(x))
                .sorted()
                .toArray();
        rows.get(rows.size() - 1).entries.add(new Entry(method, Estimate.point(quantile(sorted, .5)), sorted));
        return this;
    }

    /** The chart as it stands now. */
    public Svg draw() {
        int height = TOP + BOTTOM + rows.stream().mapToInt(RowChart::height).sum();
        Svg svg = new Svg(id, WIDTH, height, title, description);
        int left = Math.min(
                150, 14 + 6 * rows.stream().mapToInt(r -> r.name.length()).max().orElse(0));
        Axis x = Axis.about(values(), left, WIDTH - (double) RIGHT).within(least, most);
        double base = height - (double) BOTTOM;
        for (double tick : x.ticks(TICKS)) {
            svg.line("grid", x.px(tick), TOP, x.px(tick), base);
            svg.text("tick", x.px(tick), base + 14, "middle", x.label(tick, TICKS));
        }
        svg.text("label", (left + x.toPx()) / 2, height - 4.0, "middle", label);
        if (!Double.isNaN(level)) svg.line("level", x.px(level), TOP, x.px(level), base);
        double y = TOP + GAP / 2.0;
        for (Row row : rows) {
            svg.text("tick name", left - 8.0, y + height(row) / 2.0 + 0.5, "end", clip(row.name));
            for (Entry entry : row.entries) {
                draw(svg, x, y + LINE / 2.0, row, entry);
                y += LINE;
            }
            y += GAP;
            svg.line("grid", 4, y - GAP / 2.0, WIDTH - (double) RIGHT, y - GAP / 2.0);
        }
        return svg;
    }

    private static void draw(Svg svg, Axis x, double y, Row row, Entry entry) {
        String css = MethodStyle.of(entry.method).cssClass();
        double[] s = entry.samples;
        int every = Math.max(1, s.length / MAX_DOTS);
        for (int i = 0; i < s.length; i += every) {
            // The golden ratio spreads neighbours apart without a random generator.
            double jitter = (i * 0.618034 % 1 - .5) * LINE * .75;
            svg.rect("dot " + css, x.px(s[i]) - 1, y + jitter - 1, 2, 2);
        }
        if (s.length >= 4) {
            double from = x.px(quantile(s, .25));
            svg.rect("box " + css, from, y - LINE * .36, x.px(quantile(s, .75)) - from, LINE * .72);
        }
        Estimate e = entry.estimate;
        if (!e.defined()) return;
        if (e.hasInterval()) svg.line("whisker " + css, x.px(e.low()), y, x.px(e.high()), y);
        svg.mark(entry.method, x.px(e.value()), y, 3.4, row.name + ": " + Decimals.fixed(e.value(), 4));
    }

    private static int height(Row row) {
        return LINE * row.entries.size() + GAP;
    }

    private double[] values() {
        Stream<Double> drawn = rows.stream()
                .flatMap(r -> r.entries.stream())
                .flatMap(e -> Stream.concat(
                        Stream.of(e.estimate.value(), e.estimate.low(), e.estimate.high()),
                        java.util.Arrays.stream(e.samples).boxed()));
        return Stream.concat(drawn, Stream.of(level))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static double quantile(double[] sorted, double q) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(q * (sorted.length - 1))];
    }

    private static String clip(String name) {
        return name.length() <= 22 ? name : name.substring(0, 21) + "…";
    }
}
