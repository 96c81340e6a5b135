package org.haprag.evaluation.report;

import static org.haprag.evaluation.report.Element.each;
import static org.haprag.evaluation.report.Element.rawHtml;
import static org.haprag.evaluation.report.Element.tag;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** One SVG picture: elements with classes, which the page's style sheet colours for light, dark and print. */
public final class Svg {
    private final String id;
    private final String viewBox;
    private final List<DomContent> content = new ArrayList<>();

    /**
     * @param id unique on the page
     * @param title read out by screen readers, and shown on hovering
     * @param description what the picture shows, in a sentence
     */
    Svg(String id, int width, int height, String title, String description) {
        this.id = id;
        this.viewBox = "0 0 " + width + " " + height;
        content.add(tag("title").attr("id", id + "-t").withText(title));
        content.add(tag("desc").attr("id", id + "-d").withText(description));
    }

    void line(String cssClass, double x1, double y1, double x2, double y2) {
        content.add(element("line", cssClass)
                .attr("x1", px(x1))
                .attr("y1", px(y1))
                .attr("x2", px(x2))
                .attr("y2", px(y2)));
    }

    void rect(String cssClass, double x, double y, double width, double height) {
        content.add(element("rect", cssClass)
                .attr("x", px(x))
                .attr("y", px(y))
                .attr("width", px(Math.max(0, width)))
                .attr("height", px(Math.max(0, height))));
    }

    /** A polyline that is broken where a coordinate is NaN. */
    void path(String cssClass, double[] x, double[] y) {
        StringBuilder d = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < x.length; i++) {
            boolean point = !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
            if (point) d.append(pen ? 'L' : 'M').append(px(x[i])).append(' ').append(px(y[i]));
            pen = point;
        }
        if (!d.isEmpty()) content.add(element("path", cssClass).attr("d", d));
    }

    /** Many dots as one element. @param d made by {@link #point} */
    void points(String cssClass, String d) {
        if (!d.isEmpty()) content.add(element("path", cssClass).attr("d", d));
    }

    /** Adds a dot to the path data of {@link #points}. */
    static void point(StringBuilder d, double x, double y) {
        d.append('M').append(px(x)).append(' ').append(px(y)).append("h0");
    }

    /** A method's mark, with a text that shows on hovering; empty for none. */
    void mark(int method, double x, double y, double radius, String hover) {
        MethodStyle style = MethodStyle.of(method);
        Element mark = element("path", "mark " + style.cssClass()).attr("d", style.outline(x, y, radius));
        content.add(hover.isEmpty() ? mark : mark.with(tag("title").withText(hover)));
    }

    /** @param anchor start, middle or end */
    void text(String cssClass, double x, double y, String anchor, String text) {
        content.add(element("text", cssClass)
                .attr("x", px(x))
                .attr("y", px(y))
                .attr("text-anchor", anchor)
                .withText(text));
    }

    /** Text turned about its anchor. */
    void text(String cssClass, double x, double y, String anchor, double degrees, String text) {
        content.add(element("text", cssClass)
                .attr("text-anchor", anchor)
                .attr("transform", "translate(" + px(x) + " " + px(y) + ") rotate(" + px(degrees) + ")")
                .withText(text));
    }

    static Element element(String name, String cssClass) {
        return tag(name).attr("class", cssClass);
    }

    /** The picture in a page, whose style sheet it uses. */
    public Element inPage() {
        return picture(tag("svg")).with(each(content.stream()));
    }

    /** The same, of a class. */
    Element inPage(String cssClass) {
        return picture(element("svg", cssClass)).with(each(content.stream()));
    }

    /** The picture as a file of its own, with its style, light and dark. */
    public String standalone() {
        String style = StyleSheet.text() + "svg { background: var(--card); font-family: sans-serif; }\n";
        return picture(tag("svg").attr("xmlns", "http://www.w3.org/2000/svg"))
                        .with(tag("style").with(rawHtml(style)))
                        .with(each(content.stream()))
                        .render()
                + "\n";
    }

    private Element picture(Element svg) {
        return svg.attr("id", id)
                .attr("viewBox", viewBox)
                .attr("role", "img")
                .attr("aria-labelledby", id + "-t " + id + "-d");
    }

    private static String px(double x) {
        return Decimals.append(new StringBuilder(), x, 1).toString();
    }
}
