package org.haprag.evaluation.report;

import j2html.tags.DomContent;

/**
 * How a method looks in every chart: a colour of the Okabe-Ito palette (told apart by the colour-blind), a shape and a
 * dash, so that it can be told without colour too. The ninth method looks like the first.
 */
enum MethodStyle {
    CIRCLE("m0"),
    SQUARE("m1"),
    TRIANGLE("m2"),
    DIAMOND("m3"),
    DOWN_TRIANGLE("m4"),
    PLUS("m5"),
    CROSS("m6"),
    BAR("m7");

    private final String cssClass;

    MethodStyle(String cssClass) {
        this.cssClass = cssClass;
    }

    static MethodStyle of(int method) {
        return values()[method % values().length];
    }

    /** {@code m0} to {@code m7}: the style sheet gives colour and dash. */
    String cssClass() {
        return cssClass;
    }

    /** SVG path data of the shape about a point. */
    String outline(double x, double y, double r) {
        return switch (this) {
            case CIRCLE -> form("M# #a# # 0 1 0 # 0a# # 0 1 0 # 0Z", x - r, y, r, r, 2 * r, r, r, -2 * r);
            case SQUARE -> form("M# #h#v#h#Z", x - .9 * r, y - .9 * r, 1.8 * r, 1.8 * r, -1.8 * r);
            case TRIANGLE -> form("M# #L# #L# #Z", x, y - 1.2 * r, x + 1.1 * r, y + .8 * r, x - 1.1 * r, y + .8 * r);
            case DIAMOND -> form("M# #L# #L# #L# #Z", x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y);
            case DOWN_TRIANGLE ->
                form("M# #L# #L# #Z", x, y + 1.2 * r, x + 1.1 * r, y - .8 * r, x - 1.1 * r, y - .8 * r);
            case PLUS ->
                form(
                        "M# #h#v#h#v#h#v#h#v#h#v#h#Z",
                        x - .4 * r,
                        y - 1.2 * r,
                        .8 * r,
                        .8 * r,
                        .8 * r,
                        .8 * r,
                        -.8 * r,
                        .8 * r,
                        -.8 * r,
                        -.8 * r,
                        -.8 * r,
                        -.8 * r,
                        .8 * r);
            case CROSS ->
                form("M# #L# #L# #L# #Z", x - r, y - r, x + .5 * r, y - .3 * r, x + r, y + r, x - .5 * r, y + .3 * r);
            case BAR -> form("M# #h#v#h#Z", x - 1.2 * r, y - .5 * r, 2.4 * r, r, -2.4 * r);
        };
    }

    /** @param path with a # in the place of each number */
    private static String form(String path, double... numbers) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '#') Decimals.append(out, numbers[next++], 1);
            else out.append(path.charAt(i));
        }
        return out.toString();
    }

    /** A small picture for legends. */
    static DomContent swatch(int method) {
        MethodStyle style = of(method);
        return Svg.element("svg", "swatch")
                .attr("viewBox", "0 0 30 12")
                .attr("aria-hidden", "true")
                .with(Svg.element("line", "series " + style.cssClass())
                        .attr("x1", 1)
                        .attr("y1", 6)
                        .attr("x2", 29)
                        .attr("y2", 6))
                .with(Svg.element("path", "mark " + style.cssClass()).attr("d", style.outline(15, 6, 4)));
    }
}
