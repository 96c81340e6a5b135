package org.haprag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.haprag.evaluation.report.OutputFiles;
import org.haprag.evaluation.report.TextTable;
import org.haprag.metrics.Baseline;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.SampleBootstrap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class OutputsTest {
    private static final Path SCHEMA = Path.of("../../data-schemas/metrics.schema.json");

    @TempDir
    private static Path dir;

    private static EvaluationResult result;
    private static Path out;

    @BeforeAll
    static void evaluate() throws Exception {
        out = dir.resolve("out");
        result = Evaluation.run(request(out));
    }

    private static EvaluationRequest request(Path outDir) throws Exception {
        GeneratedCase made = GeneratedCase.write(dir);
        StringBuilder groups = new StringBuilder();
        for (int s = 0; s < GeneratedCase.SAMPLES; s++)
            groups.append("T").append(s).append(s % 2 == 0 ? "\teven\n" : "\t<odd>\n");
        Path groupFile = Files.writeString(dir.resolve("groups.txt"), groups);
        return made.request(outDir)
                .baselines(Set.of(Baseline.AF_PRIOR))
                .groups(groupFile, Optional.empty())
                .bootstrap(new SampleBootstrap(100, 3))
                .training(new TrainingStory(
                        List.of(new TrainingPoint("loss", 0, 1), new TrainingPoint("loss", 1, .5)),
                        List.of(new TrainingStory.Share("MAF", "0.01-0.02", .125, .5, Double.NaN)),
                        List.of("it overfits: stop earlier"),
                        List.of("the rest is well")))
                .build();
    }

    private static JsonSchema schema() throws Exception {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
    }

    private static JsonNode metrics() throws Exception {
        return new ObjectMapper().readTree(out.resolve(OutputFiles.METRICS).toFile());
    }

    @Test
    void metricsJsonIsValidAgainstItsSchema() throws Exception {
        assertThat(schema().validate(metrics())).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotMetricsJson() throws Exception {
        ObjectNode broken = (ObjectNode) metrics();
        broken.put("unheard", 1);
        ((ObjectNode) broken.get("methods").get(0)).remove("scores");
        assertThat(schema().validate(broken)).hasSize(2);
    }

    @Test
    void metricsJsonHoldsTheScoresAndDigests() throws Exception {
        JsonNode json = metrics();
        assertThat(json.at("/methods/0/name").asText()).isEqualTo("full");
        assertThat(json.at("/inputs/0/sha256").asText()).hasSize(64);
        assertThat(json.at("/samples/groups/even").asInt()).isEqualTo(20);
        double r2 = 0;
        for (JsonNode s : json.at("/methods/0/scores")) {
            boolean all = s.get("maf").asText().equals("all")
                    && s.get("group").asText().equals("all");
            if (all
                    && s.get("sites").asText().equals("untyped")
                    && s.get("class").asText().equals("all")) {
                r2 = s.at("/values/r2/value").asDouble();
            }
        }
        assertThat(r2)
                .isBetween(.5, .999)
                .isEqualTo(
                        Math.rint(result.untyped().scores(0, MafStratum.ALL).value(org.haprag.metrics.Metric.R2) * 1e7)
                                / 1e7);
    }

    @Test
    void everyLineOfATableHasAsManyCellsAsItsHeader() throws Exception {
        for (String name : List.of(
                OutputFiles.BY_MAF,
                OutputFiles.BY_GROUP,
                OutputFiles.BY_SAMPLE,
                OutputFiles.BY_SITE,
                OutputFiles.CALIBRATION,
                OutputFiles.CLAIMED_R2,
                OutputFiles.DIFFERENCES,
                OutputFiles.SWITCH_ERRORS,
                OutputFiles.EXCLUDED)) {
            List<String> lines = Files.readAllLines(out.resolve(name));
            int columns = lines.get(0).split("\t", -1).length;
            assertThat(lines)
                    .as(name)
                    .allSatisfy(l -> assertThat(l.split("\t", -1)).hasSize(columns));
            if (!name.equals(OutputFiles.EXCLUDED)) assertThat(lines).as(name).hasSizeGreaterThan(1);
        }
        assertThat(Files.readAllLines(out.resolve(OutputFiles.BY_SITE))).hasSize(1 + 5 * GeneratedCase.SITES);
    }

    @Test
    void theSameRequestWritesTheSameBytes() throws Exception {
        Path again = dir.resolve("again");
        Evaluation.run(request(again));
        for (String name : List.of(OutputFiles.METRICS, OutputFiles.REPORT, OutputFiles.DIFFERENCES)) {
            assertThat(again.resolve(name)).hasSameBinaryContentAs(out.resolve(name));
        }
    }

    @Test
    void theReportTellsWhatTheTrainingRunSaidOfItself() throws Exception {
        assertThat(Files.readString(out.resolve(OutputFiles.REPORT)))
                .contains("<ul class=\"warnings\"><li>it overfits: stop earlier</li>", "<li>the rest is well</li>")
                .contains("MAF 0.01-0.02</th><td>12.5</td><td>50.0</td><td>-</td>");
    }

    @Test
    void theReportNeedsNeitherScriptNorNetwork() throws Exception {
        String html = Files.readString(out.resolve(OutputFiles.REPORT));
        assertThat(html).doesNotContainIgnoringCase("<script").doesNotContain("http://", "https://", "@import", "url(");
        assertThat(html)
                .contains("prefers-color-scheme: dark", "@media print", "&lt;odd&gt;")
                .doesNotContain("<odd>");
    }

    @Test
    void everyPictureIsSoundXmlWithTitleAndDescription() throws Exception {
        String html = Files.readString(out.resolve(OutputFiles.REPORT));
        List<String> pictures = Stream.of(html.split("(?=<svg )"))
                .skip(1)
                .map(s -> s.substring(0, s.indexOf("</svg>") + 6))
                .filter(s -> s.contains("role=\"img\""))
                .toList();
        assertThat(pictures).hasSizeGreaterThan(15);
        for (String picture : pictures) {
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new java.io.StringReader(picture)))
                    .getDocumentElement();
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
            assertThat(picture).doesNotContain("NaN", "Infinity");
        }
        assertThat(Stream.of(html.split("<svg id=\"")).skip(1).map(s -> s.substring(0, s.indexOf('"'))))
                .doesNotHaveDuplicates();
    }

    @Test
    void theTextTableFitsItsWidthAndNamesEveryMethod() {
        String table = TextTable.of(result);
        assertThat(table.lines()).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(TextTable.MAX_WIDTH));
        assertThat(table)
                .contains("full", "lacking", "dosage", "calls", "AF prior", "rare <.05", "common >=.05", "all");
    }

    @Test
    void theTextTableIsStable() {
        var scores = new org.haprag.metrics.MafStratifiedScores(4);
        scores.add(.3, new float[] {0, 1, 2, 1}, null, new byte[] {0, 1, 2, 2});
        assertThat(TextTable.one("ours", scores::scores)).isEqualTo("""
                        ours
                        MAF              sites      r2    95% interval  macroF1  ALT F1     NRD     IQS     ECE
                        0.3-0.4              1  0.7273               -   0.7778  1.0000  0.3333  0.6364       -
                        common >=.05         1  0.7273               -   0.7778  1.0000  0.3333  0.6364       -
                        all                  1  0.7273               -   0.7778  1.0000  0.3333  0.6364       -
                        """);
        assertThat(TextTable.comparison(List.of("ours", "nearest haplotype"), List.of(scores::scores, scores::scores)))
                .startsWith("""
                        r2
                        MAF              sites         ours nearest hap~
                        0.3-0.4              1       0.7273       0.7273
                        """);
    }
}
