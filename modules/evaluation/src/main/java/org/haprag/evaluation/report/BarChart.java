package org.haprag.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** Named counts as horizontal bars. */
final class BarChart {
    private static final int WIDTH = 360;
    private static final int LINE = 34;
    private static final int BAR = 12;
    private static final int COUNT = 70;

    private record Row(String name, long count, boolean good) {}

    private final String id;
    private final String title;
    private final String description;
    private final List<Row> rows = new ArrayList<>();

    BarChart(String id, String title, String description) {
        this.id = id;
        this.title = title;
        this.description = description;
    }

    /** @param good whether that is what one would wish for */
    BarChart row(String name, long count, boolean good) {
        rows.add(new Row(name, count, good));
        return this;
    }

    Svg draw() {
        Svg svg = new Svg(id, WIDTH, LINE * rows.size() + 6, title, description);
        long most = Math.max(1, rows.stream().mapToLong(Row::count).max().orElse(1));
        int y = 4;
        for (Row row : rows) {
            svg.text("tick name", 4, y + 10.0, "start", row.name);
            double length = Math.max(1, (WIDTH - COUNT - 8.0) * row.count / most);
            svg.rect("bar " + MethodStyle.of(row.good ? 0 : 1).cssClass(), 4, y + 15.0, length, BAR);
            svg.text("tick", length + 10, y + 25.0, "start", Decimals.count(row.count));
            y += LINE;
        }
        return svg;
    }
}
