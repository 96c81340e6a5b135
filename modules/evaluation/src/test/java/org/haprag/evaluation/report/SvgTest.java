package org.haprag.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SvgTest {
    private static Svg svg() {
        return new Svg("x", 20, 10, "a < b", "\"so\" & so");
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    @Test
    void aPathIsBrokenWhereACoordinateIsUndefined() {
        Svg svg = svg();
        svg.path("series m0", new double[] {0, 1, 2, 3.25}, new double[] {5, Double.NaN, 5, 4});
        svg.path("series m1", new double[] {Double.NaN}, new double[] {1});
        assertThat(svg.inPage().render())
                .contains("<path class=\"series m0\" d=\"M0 5M2 5L3.3 4\"></path>")
                .doesNotContain("m1");
    }

    @Test
    void aPictureIsSoundXmlNamedByItsTitleAndDescription() throws Exception {
        Svg svg = svg();
        svg.text("tick", 1, 2, "end", "1 > 0");
        svg.mark(1, 5, 5, 3, "hover <here>");
        Element picture = parse(svg.inPage("wide").render());
        assertThat(picture.getAttribute("class")).isEqualTo("wide");
        assertThat(picture.getAttribute("viewBox")).isEqualTo("0 0 20 10");
        assertThat(picture.getAttribute("aria-labelledby")).isEqualTo("x-t x-d");
        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a < b");
        assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("\"so\" & so");
        assertThat(picture.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("1 > 0");
        assertThat(picture.getElementsByTagName("title").item(1).getTextContent())
                .isEqualTo("hover <here>");
    }

    @Test
    void aFileOfItsOwnCarriesItsStyle() throws Exception {
        Element picture = parse(svg().standalone());
        assertThat(picture.getAttribute("xmlns")).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(picture.getFirstChild().getNodeName()).isEqualTo("style");
        assertThat(picture.getFirstChild().getTextContent()).contains("prefers-color-scheme: dark");
    }
}
