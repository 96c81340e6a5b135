package org.haprag.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haprag.evaluation.report.Element.tag;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String HOSTILE = "a<b> & \"c\"";
    private static final String ESCAPED = "a&lt;b&gt; &amp; &quot;c&quot;";

    @Test
    void textIsEscapedWhereverItStands() {
        Page page = new Page(HOSTILE, HOSTILE, HOSTILE);
        page.section(HOSTILE, HOSTILE).withId("one");
        page.add(Page.legend(List.of(HOSTILE)));
        page.add(Page.chart(HOSTILE));
        page.add(tag("dl", Page.definition(HOSTILE, HOSTILE)));
        PageTable table = new PageTable(HOSTILE, List.of(HOSTILE, "n"));
        table.row(HOSTILE, PageTable.words(HOSTILE));
        page.add(table.draw());
        String html = page.text(HOSTILE);
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("<h1>" + ESCAPED + "</h1>", "<h2 id=\"one\">" + ESCAPED + "</h2>", "aria-label=\"" + ESCAPED)
                .doesNotContain("<b>");
        assertThat(html.split(ESCAPED, -1)).hasSize(1 + 14);
    }

    @Test
    void wordsStandToTheLeftWithTheirColumnsHeading() {
        PageTable table = new PageTable("t", List.of("name", "why", "n")).wordsIn("why");
        assertThat(table.isEmpty()).isTrue();
        table.row("x", PageTable.words("because"), tag("td", "3")).withClass("pooled");
        assertThat(table.isEmpty()).isFalse();
        assertThat(table.draw().render())
                .contains(
                        "<th scope=\"col\">name</th><th scope=\"col\" class=\"text\">why</th><th scope=\"col\">n</th>")
                .contains(
                        "<tr class=\"pooled\"><th scope=\"row\">x</th><td class=\"text\">because</td><td>3</td></tr>");
    }
}
