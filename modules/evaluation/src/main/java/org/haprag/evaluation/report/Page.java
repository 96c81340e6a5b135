package org.haprag.evaluation.report;

import static org.haprag.evaluation.report.Element.each;
import static org.haprag.evaluation.report.Element.rawHtml;
import static org.haprag.evaluation.report.Element.tag;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of a report: one HTML file with inline style and SVG, without script, network or fonts of its own. */
public final class Page {
    private static final String META = "<meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + "<meta name=\"color-scheme\" content=\"light dark\">";

    private final String title;
    private final List<DomContent> top = new ArrayList<>();
    private final List<DomContent> content = new ArrayList<>();
    private final Map<String, String> linked = new LinkedHashMap<>();

    /**
     * @param title of the window
     * @param heading of the page
     * @param lead what it is about, in a sentence
     */
    public Page(String title, String heading, String lead) {
        this.title = title;
        top(tag("h1", heading));
        top(tag("p", lead).withClass("lead"));
    }

    /** Adds to what stands above all sections. */
    public void top(DomContent part) {
        top.add(part);
    }

    /** Begins a section, to which {@link #add} adds. @return its heading */
    public Element section(String heading, String note) {
        Element h2 = tag("h2", heading);
        add(h2);
        add(tag("p", note).withClass("note"));
        return h2;
    }

    /** Begins a section that {@link #contents} links to. @param id unique on the page */
    void section(String id, String heading, String note) {
        linked.put(id, heading);
        section(heading, note).withId(id);
    }

    public void add(DomContent part) {
        content.add(part);
    }

    /** Adds links to the sections with an id to what stands above them. */
    void contents() {
        top(tag("nav", each(linked.entrySet(), s -> tag("a", s.getValue()).attr("href", "#" + s.getKey())))
                .attr("aria-label", "Contents"));
    }

    /** The page as a file. */
    public String text(String footer) {
        Element head = tag("head", rawHtml(META), tag("title", title), tag("style", rawHtml(StyleSheet.text())));
        Element body = tag(
                "body", tag("header", each(top.stream())), tag("main", each(content.stream())), tag("footer", footer));
        return "<!DOCTYPE html>" + tag("html", head, body).attr("lang", "en").render() + "\n";
    }

    /** Which mark in the charts is which: the first mark has the first name. */
    public static Element legend(List<String> names) {
        return legend(names, IntStream.range(0, names.size()).toArray());
    }

    /** As above. @param styles the number of each name's mark */
    static Element legend(List<String> names, int... styles) {
        Element legend = tag("ul").withClass("legend");
        for (int i = 0; i < styles.length; i++) {
            legend.with(tag("li", MethodStyle.swatch(styles[i])).withText(names.get(i)));
        }
        return legend;
    }

    /** A chart, or several versions of it, under a heading. */
    public static Element chart(String heading, DomContent... charts) {
        return tag("figure", tag("h3", heading)).with(charts);
    }

    /** A term and what it means, for a list of them. */
    public static DomContent definition(String term, String meaning) {
        return each(tag("dt", term), tag("dd", meaning));
    }
}
