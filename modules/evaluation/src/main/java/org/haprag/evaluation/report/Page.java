package org.haprag.evaluation.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.FigureTag;
import j2html.tags.specialized.H2Tag;
import j2html.tags.specialized.UlTag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The page of a report: one HTML file with inline style and SVG, without script, network or fonts of its own. */
public final class Page {
    private final String title;
    private final List<DomContent> top = new ArrayList<>();
    private final List<DomContent> content = new ArrayList<>();

    /**
     * @param title of the window
     * @param heading of the page
     * @param lead what it is about, in a sentence
     */
    public Page(String title, String heading, String lead) {
        this.title = title;
        top(h1(heading));
        top(p(lead).withClass("lead"));
    }

    /** Adds to what stands above all sections. */
    public void top(DomContent part) {
        top.add(part);
    }

    /** Begins a section, to which {@link #add} adds. @return its heading */
    public H2Tag section(String heading, String note) {
        H2Tag h2 = h2(heading);
        add(h2);
        add(p(note).withClass("note"));
        return h2;
    }

    public void add(DomContent part) {
        content.add(part);
    }

    /** The page as a file. */
    public String text(String footer) {
        return document(html(
                                head(
                                        meta().attr("charset", "utf-8"),
                                        named("viewport", "width=device-width, initial-scale=1"),
                                        named("color-scheme", "light dark"),
                                        title(title),
                                        style(rawHtml(StyleSheet.text()))),
                                body(header(each(top.stream())), main(each(content.stream())), footer(footer)))
                        .attr("lang", "en"))
                + "\n";
    }

    private static DomContent named(String name, String content) {
        return meta().attr("name", name).attr("content", content);
    }

    /** Which mark in the charts is which: the first mark has the first name. */
    public static UlTag legend(List<String> names) {
        return legend(names, IntStream.range(0, names.size()).toArray());
    }

    /** As above. @param styles the number of each name's mark */
    static UlTag legend(List<String> names, int... styles) {
        UlTag legend = ul().withClass("legend");
        for (int i = 0; i < styles.length; i++) {
            legend.with(li(MethodStyle.swatch(styles[i]), TagCreator.text(names.get(i))));
        }
        return legend;
    }

    /** A chart, or several versions of it, under a heading. */
    public static FigureTag chart(String heading, DomContent... charts) {
        return figure(h3(heading)).with(charts);
    }

    /** A term and what it means, for a list of them. */
    public static DomContent definition(String term, String meaning) {
        return each(dt(term), dd(meaning));
    }
}
