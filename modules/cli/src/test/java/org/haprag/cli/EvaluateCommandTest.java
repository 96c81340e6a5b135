package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void allelesThatAreNotScoredAreCountedWithTheirReason() throws Exception {
        Path truth = folder.resolve("truth.vcf");
        Files.writeString(truth, Files.readString(truth).replace("20\t5000\t.\tA\tC", "20\t5000\t.\tC\tA"));
        Path sharp = folder.resolve("sharp.vcf");
        Files.writeString(sharp, Files.readString(sharp) + "20\t21000\t.\tA\tC\t.\t.\t.\tGT:DS\t0|1:1\t0|0:0\t0|1:1\n");

        CommandLineRun run = evaluate("sharp=" + sharp);
        assertThat(run.exitCode()).isZero();
        String list = "; listed in " + folder.resolve("report/excluded_sites.tsv");
        assertThat(folder.resolve("report/evaluate.log"))
                .content()
                .contains("truth: alleles not scored: 1 (the panel has other alleles at this position)" + list)
                .contains("sharp: alleles not scored: 1 (the truth has no record at this position), 1 (the truth has"
                        + " other alleles at this position)" + list);
    }

    @Test
    void theTruthMayBeThePrefixOfPlinksFiles() throws Exception {
        ByteArrayOutputStream bed = new ByteArrayOutputStream();
        bed.writeBytes(new byte[] {0x6c, 0x1b, 1});
        StringBuilder bim = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            bim.append("20\trs" + i + "\t0\t" + 1000 * i + "\tC\tA\n");
            int ofA = i % 2 == 1 ? 0b00 : 0b10;
            bed.write(ofA | 0b11 << 2 | 0b10 << 4);
        }
        Files.write(folder.resolve("cohort.bed"), bed.toByteArray());
        Files.writeString(folder.resolve("cohort.bim"), bim);
        Files.writeString(folder.resolve("cohort.fam"), "F A 0 0 0 -9\nF B 0 0 0 -9\nF C 0 0 0 -9\n");

        List<String> ofVcf = scores("truth.vcf");
        assertThat(scores("cohort"))
                .isEqualTo(ofVcf)
                .isEqualTo(scores("cohort.bed"))
                .isNotEmpty();
        JsonNode record = new ObjectMapper()
                .readTree(folder.resolve("judged/evaluate.run.json").toFile());
        assertThat(record.at("/inputs").findValuesAsText("path")).contains(folder.resolve("cohort.fam") + "");
    }

    private List<String> scores(String truth) {
        CommandLineRun run = CommandLineRun.of(
                "evaluate",
                "--truth=" + folder.resolve(truth),
                "--panel=" + folder.resolve("panel.vcf"),
                "--bootstrap=0",
                "--out=" + folder.resolve("judged"),
                "--imputed=" + folder.resolve("sharp.vcf"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().lines().takeWhile(line -> !line.startsWith("phase")).toList();
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
    void filesWithTheSameSamplesAreNoPartsOfOneAndRefusedInOneLine() {
        CommandLineRun run = evaluate("x=" + folder.resolve("sharp.vcf"), "x=" + folder.resolve("blurred.vcf"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("two parts of x overlap", "sharp.vcf, reaches to 20:20000", "give them two names");
    }

    @Test
    void twoFilesThatAreCalledAlikeAreRefusedUnlessTheyAreNamed() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other")).resolve("sharp.vcf");
        Files.copy(folder.resolve("sharp.vcf"), other);
        CommandLineRun run = evaluate(folder.resolve("sharp.vcf").toString(), other.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("same name", "NAME=");
    }

    private Path columns(String file, String name, Integer... samples) throws Exception {
        StringBuilder out = new StringBuilder();
        for (String line : Files.readAllLines(folder.resolve(file))) {
            String[] all = line.split("\t");
            List<String> kept = new ArrayList<>(List.of(all).subList(0, Math.min(9, all.length)));
            if (all.length > 9) for (int s : samples) kept.add(all[9 + s]);
            out.append(String.join("\t", kept)).append('\n');
        }
        return Files.writeString(folder.resolve(name), out);
    }

    @Test
    void filesOfOneNameAreBatchesOfSamplesAndGiveTheTableOfTheWhole() throws Exception {
        String whole = evaluate("x=" + folder.resolve("blurred.vcf")).out();
        CommandLineRun parts =
                evaluate("x=" + columns("blurred.vcf", "ca.vcf", 2, 0), "x=" + columns("blurred.vcf", "b.vcf", 1));
        assertThat(parts.err()).isEmpty();
        assertThat(parts.out()).isEqualTo(whole).contains("MAF");
    }

    @Test
    void oneFileAContigIsNamedByAPattern() throws Exception {
        Files.move(folder.resolve("truth.vcf"), folder.resolve("truth.chr20.vcf"));
        Files.move(folder.resolve("panel.vcf"), folder.resolve("panel.chr20.vcf"));
        Files.move(folder.resolve("sharp.vcf"), folder.resolve("sharp.chr20.vcf"));
        for (String name : List.of("truth", "panel", "sharp")) {
            Files.writeString(
                    folder.resolve(name + ".chr3.vcf"),
                    Files.readString(folder.resolve(name + ".chr20.vcf")).replace("\n20\t", "\n3\t"));
        }
        CommandLineRun run = CommandLineRun.of(
                "evaluate",
                "--truth=" + folder.resolve("truth.chr{}.vcf"),
                "--panel=" + folder.resolve("panel.chr{}.vcf"),
                "--typed=" + folder.resolve("typed.txt"),
                "--bootstrap=0",
                "--out=" + folder.resolve("report"),
                "--imputed",
                "sharp=" + folder.resolve("sharp.chr{}.vcf"));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        JsonNode record = new ObjectMapper()
                .readTree(folder.resolve("report/evaluate.run.json").toFile());
        assertThat(record.at("/results/untypedSites").asInt()).isEqualTo(38);
        assertThat(record.at("/inputs")).hasSize(7);
    }
}
