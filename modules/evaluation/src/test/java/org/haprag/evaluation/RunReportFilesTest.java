package org.haprag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haprag.evaluation.report.RunReportFiles;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.RunWarning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportFilesTest {
    private static final Path SCHEMA = Path.of("../../data-schemas/imputation.schema.json");

    @TempDir
    private Path dir;

    private JsonNode metrics(RunSummary run) throws IOException {
        RunReportFiles.write(run, dir.resolve("report.html"), dir.resolve("metrics.json"));
        return new ObjectMapper().readTree(dir.resolve("metrics.json").toFile());
    }

    private String report(RunSummary run) throws IOException {
        metrics(run);
        return Files.readString(dir.resolve("report.html"));
    }

    @Test
    void metricsFollowTheirSchemaWithAndWithoutTrouble() throws IOException {
        var schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
        for (RunSummary run : new RunSummary[] {RunExample.withTrouble(), RunExample.oneSample()}) {
            assertThat(schema.validate(metrics(run))).isEmpty();
        }
    }

    @Test
    void multiQcFindsARowNamedAfterTheOutputWithAValueForEachHeader() throws IOException {
        JsonNode metrics = metrics(RunExample.withTrouble());
        JsonNode row = metrics.at("/data/out.vcf.gz");
        assertThat(metrics.at("/plot_type").asText()).isEqualTo("table");
        assertThat(metrics.get("headers").fieldNames()).toIterable().allMatch(row::has);
        assertThat(row).hasSameSizeAs(metrics.get("headers"));
        assertThat(row.get("sites_imputed").asLong()).isEqualTo(RunExample.imputed(RunExample.withTrouble()));
    }

    @Test
    void warningsStandFirstWithWhatToDoAndOutliersAreNamed() throws IOException {
        RunSummary run = RunExample.withTrouble();
        String page = report(run);
        assertThat(run.warnings()).isNotEmpty();
        for (RunWarning warning : run.warnings()) {
            assertThat(page.indexOf("What to do: " + warning.fix().replace("'", "&#x27;")))
                    .isBetween(0, page.indexOf("At a glance</a>"));
        }
        assertThat(run.frequencies().outliers())
                .isNotEmpty()
                .allSatisfy(o -> assertThat(page)
                        .contains(o.site().contig() + ":" + o.site().pos() + " "));
        assertThat(page)
                .contains("Suspect sites")
                .contains("nearest group of the panel")
                .contains("phase known");
    }

    @Test
    void thePageNeedsNothingBesideItself() throws IOException {
        assertThat(report(RunExample.oneSample()))
                .doesNotContain("<script")
                .doesNotContain("src=")
                .doesNotContain("http-equiv")
                .contains("1 sample of target.vcf.gz");
    }
}
