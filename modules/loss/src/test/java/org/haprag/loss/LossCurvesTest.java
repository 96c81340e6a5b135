package org.haprag.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LossCurvesTest {
    private static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new IllegalStateException("no XML: " + svg, e);
        }
    }

    private static List<String> texts(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) all.add(nodes.item(i).getTextContent());
        return all;
    }

    @Test
    void eachGammaHasAWeightAndALossCurveAndALegend() {
        Document svg = parse(LossCurves.svg(new double[] {5, 0, 2}));
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(6);
        assertThat(texts(svg, "text"))
                .contains("γ = 0 (CE)", "γ = 2", "γ = 5", "pₜ, probability of the true class")
                .anyMatch(t -> t.startsWith("Weight"))
                .anyMatch(t -> t.startsWith("Loss"));
        assertThat(texts(svg, "style").get(0)).contains("prefers-color-scheme:dark");
        assertThat(texts(svg, "desc").get(0)).contains("gamma 0, 2, 5");
    }

    @Test
    void curvesPassThroughTheirValuesAndStayInTheirPanel() {
        Document svg = parse(LossCurves.svg(new double[] {2}));
        double[] weight = pointAt(svg, 0, .5);
        assertThat(weight[1]).isCloseTo(320 - .25 * 270, within(.06));
        double[] loss = pointAt(svg, 1, .1);
        assertThat(loss[1]).isCloseTo(320 - 1.8650939 / 5 * 270, within(.06));
        for (double[] point : points(svg, 1)) assertThat(point[1]).isBetween(50., 320.);
    }

    private static double[] pointAt(Document svg, int curve, double p) {
        int left = curve == 0 ? 66 : 506;
        for (double[] point : points(svg, curve)) if (Math.abs(point[0] - (left + p * 360)) < .06) return point;
        throw new AssertionError("no point at " + p);
    }

    private static List<double[]> points(Document svg, int curve) {
        String points = ((Element) svg.getElementsByTagName("polyline").item(curve)).getAttribute("points");
        List<double[]> all = new ArrayList<>();
        try (Scanner in = new Scanner(points).useDelimiter("[ ,]+").useLocale(Locale.ROOT)) {
            while (in.hasNextDouble()) all.add(new double[] {in.nextDouble(), in.nextDouble()});
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"loss-curves.svg,0:0.5:1:2:3:5", "loss-curves-three.svg,0:2:5"})
    void theFiguresOfTheDocumentationAreTheseCurves(String file, String gammas) throws IOException {
        double[] values = java.util.Arrays.stream(gammas.split(":"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Path figure = Path.of("../../docs/img", file);
        if (Boolean.getBoolean("update.figures")) Files.writeString(figure, LossCurves.svg(values));
        assertThat(Files.readString(figure)).isEqualTo(LossCurves.svg(values));
    }

    @Test
    void theUpdateSwitchIsOff() {
        assertThat(Boolean.getBoolean("update.figures"))
                .as("update.figures rewrites docs/img; run again without it")
                .isFalse();
    }

    @Test
    void gammasThatCannotBeDrawnAreRefused() {
        assertThatThrownBy(() -> LossCurves.svg(new double[0])).hasMessageContaining("found 0");
        assertThatThrownBy(() -> LossCurves.svg(new double[9])).hasMessageContaining("found 9");
        assertThatThrownBy(() -> LossCurves.svg(new double[] {-1})).hasMessageContaining("found -1");
    }
}
