package org.haprag.evaluation.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table of a {@link Page}, which scrolls sideways where it is too wide. The first cell of a row is its heading. */
public final class PageTable {
    private final String caption;
    private final List<String> columns;
    private final List<TrTag> rows = new ArrayList<>();
    private Set<String> words = Set.of();

    /** @param caption read out by screen readers */
    public PageTable(String caption, List<String> columns) {
        this.caption = caption;
        this.columns = List.copyOf(columns);
    }

    /** Sets columns of words, which stand to the left; those of numbers stand to the right. */
    PageTable wordsIn(String... some) {
        words = Set.of(some);
        return this;
    }

    /** Adds a row, which may yet be given a class. */
    public TrTag row(String heading, DomContent... cells) {
        return row(TagCreator.text(heading), cells);
    }

    TrTag row(DomContent heading, DomContent... cells) {
        TrTag row = tr(th(heading).attr("scope", "row")).with(cells);
        rows.add(row);
        return row;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** A cell of words, which may be broken into lines. */
    public static TdTag words(String text) {
        return td(text).withClass("text");
    }

    /** The table as it stands in the page. */
    public DivTag draw() {
        return div(table(
                        thead(tr(each(
                                columns,
                                c -> th(c).attr("scope", "col").condAttr(words.contains(c), "class", "text")))),
                        tbody(each(rows.stream().map(DomContent.class::cast)))))
                .withClass("scroll")
                .attr("role", "region")
                .attr("tabindex", "0")
                .attr("aria-label", caption);
    }
}
