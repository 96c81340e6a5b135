package org.haprag.evaluation.report;

import static org.haprag.evaluation.report.Element.each;
import static org.haprag.evaluation.report.Element.tag;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table of a {@link Page}, which scrolls sideways where it is too wide. The first cell of a row is its heading. */
public final class PageTable {
    private final String caption;
    private final List<String> columns;
    private final List<Element> rows = new ArrayList<>();
    private Set<String> words = Set.of();

    /** @param caption read out by screen readers */
    public PageTable(String caption, List<String> columns) {
        this.caption = caption;
        this.columns = List.copyOf(columns);
    }

    /** Sets columns of words, which stand to the left; those of numbers stand to the right. */
    public PageTable wordsIn(String... some) {
        words = Set.of(some);
        return this;
    }

    /** Adds a row, which may yet be given a class. */
    public Element row(String heading, DomContent... cells) {
        return row(each().withText(heading), cells);
    }

    Element row(DomContent heading, DomContent... cells) {
        Element row = tag("tr", tag("th", heading).attr("scope", "row")).with(cells);
        rows.add(row);
        return row;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** A cell of words, which may be broken into lines. */
    public static Element words(String text) {
        return tag("td", text).withClass("text");
    }

    /** The table as it stands in the page. */
    public Element draw() {
        Element head = tag("tr", each(columns, this::heading));
        return tag("div", tag("table", tag("thead", head), tag("tbody", each(rows.stream()))))
                .withClass("scroll")
                .attr("role", "region")
                .attr("tabindex", "0")
                .attr("aria-label", caption);
    }

    private Element heading(String column) {
        return tag("th", column).attr("scope", "col").condAttr(words.contains(column), "class", "text");
    }
}
