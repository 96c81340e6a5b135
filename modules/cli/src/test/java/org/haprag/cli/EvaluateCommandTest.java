package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    /** Three samples at 20 sites; one imputed file is sharp, the other blurs two samples. */
    @BeforeEach
    void writeFiles() throws Exception {
        StringBuilder truth = new StringBuilder(header("A", "B", "C"));
        StringBuilder sharp = new StringBuilder(header("A", "B", "C"));
        StringBuilder blurred = new StringBuilder(header("A", "B", "C"));
        StringBuilder panel = new StringBuilder(header("P", "Q"));
        for (int i = 1; i <= 20; i++) {
            String site = "20\t" + 1000 * i + "\t.\tA\tC\t.\t.\t.\t";
            int hap = i % 2;
            truth.append(site).append("GT\t").append(hap).append("|1\t0|0\t0|1\n");
            sharp.append(site).append("GT:DS\t").append(hap + "|1:" + (hap + 1)).append("\t0|0:0.1\t0|1:1\n");
            blurred.append(site)
                    .append("GT:DS\t")
                    .append(hap + "|1:" + (hap + 1))
                    .append("\t0|0:0.3\t0|0:0.4\n");
            panel.append(site).append("GT\t0|1\t").append(hap).append("|0\n");
        }
        Files.writeString(folder.resolve("truth.vcf"), truth);
        Files.writeString(folder.resolve("sharp.vcf"), sharp);
        Files.writeString(folder.resolve("blurred.vcf"), blurred);
        Files.writeString(folder.resolve("panel.vcf"), panel);
        Files.writeString(folder.resolve("typed.txt"), "20\t1000\n20\t2000\n");
    }

    private static String header(String... samples) {
        return "##fileformat=VCFv4.2\n##contig=<ID=20>\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
                + "##FORMAT=<ID=DS,Number=A,Type=Float,Description=\"Dosage\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + String.join("\t", samples) + "\n";
    }

    private CommandLineRun evaluate(String... imputed) {
        String[] args = {
            "evaluate",
            "--truth=" + folder.resolve("truth.vcf"),
            "--panel=" + folder.resolve("panel.vcf"),
            "--typed=" + folder.resolve("typed.txt"),
            "--bootstrap=20",
            "--out=" + folder.resolve("report"),
            "--imputed"
        };
        return CommandLineRun.of(
                java.util.stream.Stream.concat(java.util.Arrays.stream(args), java.util.Arrays.stream(imputed))
                        .toArray(String[]::new));
    }

    @Test
    void severalFilesAreComparedInOneTableUnderTheirNames() {
        CommandLineRun run = evaluate(
                "sharp=" + folder.resolve("sharp.vcf"),
                folder.resolve("blurred.vcf").toString());
        assertThat(run.err()).doesNotContain("internal error");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("MAF", "sharp", "blurred", "0.99");
    }

    @Test
    void metricsAndRecordAreValidAgainstTheirSchemas() throws Exception {
        assertThat(evaluate("sharp=" + folder.resolve("sharp.vcf")).exitCode()).isZero();
        Path schemas = SchemaFiles.ROOT.resolve("data-schemas");
        ObjectMapper json = new ObjectMapper();
        JsonNode metrics = json.readTree(folder.resolve("report/metrics.json").toFile());
        JsonNode record =
                json.readTree(folder.resolve("report/evaluate.run.json").toFile());
        assertThat(SchemaFiles.complaints(schemas.resolve("metrics.schema.json"), metrics))
                .isEmpty();
        assertThat(SchemaFiles.complaints(schemas.resolve("run.schema.json"), record))
                .isEmpty();
        assertThat(record.at("/results/untypedSites").asInt()).isEqualTo(18);
        assertThat(record.at("/results/typedSites").asInt()).isEqualTo(2);
        assertThat(record.at("/config/imputed/0").asText()).isEqualTo("sharp=" + folder.resolve("sharp.vcf"));
        assertThat(record.at("/config/bootstrap").asInt()).isEqualTo(20);
    }

    @Test
    void twoFilesOfOneNameAreRefusedInOneLine() {
        CommandLineRun run = evaluate("x=" + folder.resolve("sharp.vcf"), "x=" + folder.resolve("blurred.vcf"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("same name", "NAME=");
    }
}
