package org.haprag.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.haprag.evaluation.report.TextTable;
import org.haprag.experiment.result.ExperimentResult;
import org.haprag.experiment.result.RunOutcome;
import org.haprag.experiment.result.SyntheticRuns;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentFilesTest {
    @TempDir
    static Path folder;

    private static final ExperimentResult RESULT = SyntheticRuns.result();

    @BeforeAll
    static void write() throws Exception {
        ExperimentFiles.write(RESULT, folder);
    }

    private static String read(String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void theJsonFitsItsSchemaAndHasTheVerdicts() throws Exception {
        JsonNode json = new ObjectMapper().readTree(read(ExperimentFiles.JSON));
        Path schema = Path.of("../../data-schemas/experiment.schema.json");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(new ObjectMapper().readTree(schema.toFile()))
                        .validate(json))
                .isEmpty();
        assertThat(json.at("/setting/unphasedSamples").asInt()).isEqualTo(SyntheticRuns.SAMPLES);
        assertThat(json.at("/comparisons/1/configuration").asText()).isEqualTo("worse");
        assertThat(json.at("/comparisons/1/verdict").asText()).isEqualTo("worse");
        assertThat(json.at("/configurations/3/epochsToBest").asDouble()).isEqualTo(2);
    }

    @Test
    void theTableHasOneLineAConfigurationAndTheBaselineLast() throws Exception {
        List<String[]> lines =
                read(ExperimentFiles.TABLE).lines().map(l -> l.split("\t")).toList();
        assertThat(lines).hasSize(1 + 4 + 1).allSatisfy(l -> assertThat(l).hasSameSizeAs(lines.get(0)));
        assertThat(lines.get(2)).startsWith("middle", "reference", "3");
        assertThat(lines.get(5)).startsWith("copying", "baseline");
        int r2 = List.of(lines.get(0)).indexOf("r2_rare");
        assertThat(Double.parseDouble(lines.get(4)[r2])).isGreaterThan(Double.parseDouble(lines.get(1)[r2]));
    }

    @Test
    void thePageStandsByItselfAndEscapesWhatTheSuiteSays() throws Exception {
        assertThat(read(ExperimentFiles.REPORT))
                .contains(
                        "Which noise &lt;b&gt;hurts&lt;/b&gt;?",
                        "▲",
                        "▼",
                        "prefers-color-scheme: dark",
                        "width=device-width")
                .doesNotContain("<script", "http://", "https://", "<link");
    }

    @Test
    void theFiguresAreSvgOfTheirOwnWithARowForEveryOtherConfiguration() throws Exception {
        for (String name : List.of(ExperimentFiles.R2_FIGURE, ExperimentFiles.F1_FIGURE)) {
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(read(name).getBytes(StandardCharsets.UTF_8)));
            assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(read(name)).contains(">worse<", ">better<", ">copying<").doesNotContain(">middle<");
        }
    }

    @Test
    void theTerminalsTableIsNoWiderThanOneHundredColumns() {
        assertThat(ExperimentTable.text(RESULT).lines())
                .allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(TextTable.MAX_WIDTH))
                .anyMatch(l -> l.startsWith("middle *"))
                .anyMatch(l -> l.startsWith("worse") && l.contains("-"));
    }

    @Test
    void countsThatWereWrittenGiveTheSameScores() throws Exception {
        RunOutcome run = RESULT.configurations().get(0).runs().get(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        run.leftOut().write(new DataOutputStream(bytes));
        MafStratifiedScores read =
                MafStratifiedScores.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (Metric metric : Metric.values()) {
            assertThat(read.scores(MafStratum.RARE).value(metric))
                    .as(metric.key())
                    .isEqualTo(
                            Double.valueOf(run.leftOut().scores(MafStratum.RARE).value(metric))); // NaN is NaN
        }
        assertThat(read.sites(MafStratum.ALL)).isEqualTo(run.leftOut().sites(MafStratum.ALL));
    }
}
