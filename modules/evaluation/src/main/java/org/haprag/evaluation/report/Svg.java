package org.haprag.evaluation.report;

import java.util.Locale;

/** Writes one SVG picture: elements with classes, which the page's style sheet colours for light, dark and print. */
final class Svg {
    private final StringBuilder out = new StringBuilder(4096);

    /**
     * @param id unique on the page
     * @param title read out by screen readers, and shown on hovering
     * @param description what the picture shows, in a sentence
     */
    Svg(String id, int width, int height, String title, String description) {
        out.append(String.format(
                Locale.ROOT,
                "<svg id=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">",
                id,
                width,
                height,
                id,
                id));
        out.append("<title id=\"")
                .append(id)
                .append("-t\">")
                .append(escape(title))
                .append("</title>");
        out.append("<desc id=\"")
                .append(id)
                .append("-d\">")
                .append(escape(description))
                .append("</desc>\n");
    }

    Svg line(String cssClass, double x1, double y1, double x2, double y2) {
        return element("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>", cssClass, x1, y1, x2, y2);
    }

    Svg rect(String cssClass, double x, double y, double width, double height) {
        return element(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
                cssClass, x, y, Math.max(0, width), Math.max(0, height));
    }

    /** A polyline that is broken where a coordinate is NaN. */
    Svg path(String cssClass, double[] x, double[] y) {
        StringBuilder d = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < x.length; i++) {
            boolean point = !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
            if (point) d.append(pen ? 'L' : 'M').append(px(x[i])).append(' ').append(px(y[i]));
            pen = point;
        }
        if (!d.isEmpty())
            out.append("<path class=\"")
                    .append(cssClass)
                    .append("\" d=\"")
                    .append(d)
                    .append("\"/>\n");
        return this;
    }

    /** A method's mark, with a text that shows on hovering. */
    Svg mark(int method, double x, double y, double radius, String hover) {
        MethodStyle style = MethodStyle.of(method);
        out.append("<path class=\"mark ").append(style.cssClass()).append("\" d=\"");
        out.append(style.outline(x, y, radius)).append("\">");
        if (!hover.isEmpty()) out.append("<title>").append(escape(hover)).append("</title>");
        out.append("</path>\n");
        return this;
    }

    /** @param anchor start, middle or end */
    Svg text(String cssClass, double x, double y, String anchor, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n".replace("%n", "\n"),
                cssClass,
                px(x),
                px(y),
                anchor,
                escape(text)));
        return this;
    }

    /** Text turned about its anchor. */
    Svg text(String cssClass, double x, double y, String anchor, double degrees, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" text-anchor=\"%s\" transform=\"translate(%s %s) rotate(%s)\">%s</text>\n",
                cssClass,
                anchor,
                px(x),
                px(y),
                px(degrees),
                escape(text)));
        return this;
    }

    private Svg element(String form, String cssClass, double... numbers) {
        Object[] args = new Object[numbers.length + 1];
        args[0] = cssClass;
        for (int i = 0; i < numbers.length; i++) args[i + 1] = px(numbers[i]);
        out.append(String.format(Locale.ROOT, form, args)).append('\n');
        return this;
    }

    /** The finished picture. */
    String close() {
        return out + "</svg>";
    }

    private static String px(double x) {
        return Decimals.append(new StringBuilder(), x, 1).toString();
    }

    /** Text as it may stand in HTML and in attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
