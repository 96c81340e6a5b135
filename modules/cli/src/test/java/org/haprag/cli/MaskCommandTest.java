package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskCommandTest {
    @TempDir
    Path folder;

    /** 400 sites in 400 kb; the first sample is unphased, which masking does not mind. */
    private Path vcf() throws Exception {
        StringBuilder text = new StringBuilder(
                "##fileformat=VCFv4.2\n##contig=<ID=20>\n##FORMAT=<ID=GT,Number=1,"
                        + "Type=String,Description=\"Genotype\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB\n");
        for (int i = 1; i <= 400; i++) {
            text.append("20\t")
                    .append(1000 * i)
                    .append("\t.\tA\tC\t.\t.\t.\tGT\t0/1\t")
                    .append(i % 2)
                    .append("|1\n");
        }
        return Files.writeString(folder.resolve("in.vcf"), text);
    }

    private List<String> records(String name) throws Exception {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(name))), StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        }
        return lines;
    }

    private CommandLineRun mask(String out, String... rule) throws Exception {
        List<String> args = new ArrayList<>(List.of(
                "mask", "--vcf", vcf().toString(), "--out", folder.resolve(out).toString()));
        args.addAll(List.of(rule));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    @Test
    void aSiteListKeepsItsSitesWithTheirTextUnchanged() throws Exception {
        Path sites = Files.writeString(folder.resolve("array.txt"), "chr20\t3000\n20\t5000\n20\t5500\n");
        assertThat(mask("m.vcf.gz", "--sites", sites.toString()).exitCode()).isZero();
        assertThat(records("m.vcf.gz").stream().filter(l -> !l.startsWith("#")))
                .containsExactly(
                        "20\t3000\t.\tA\tC\t.\t.\t.\tGT\t0/1\t1|1", "20\t5000\t.\tA\tC\t.\t.\t.\tGT\t0/1\t1|1");
        assertThat(folder.resolve("m.vcf.gz.tbi")).isRegularFile();
        assertThat(records("m.vcf.gz")).anyMatch(l -> l.startsWith("##haprag_command=mask --vcf "));
    }

    @Test
    void withoutPhaseCallsAreSorted() throws Exception {
        assertThat(mask("u.vcf.gz", "--keep-fraction", "0.5", "--unphase").exitCode())
                .isZero();
        assertThat(records("u.vcf.gz").stream().filter(l -> !l.startsWith("#")))
                .hasSize(200)
                .noneMatch(l -> l.contains("|"))
                .allMatch(l -> l.matches(".*\\tGT\\t0/1\\t[01]/1"));
    }

    @Test
    void aFractionKeepsThatShareAndTheSeedDecidesWhich() throws Exception {
        assertThat(mask("a.vcf.gz", "--keep-fraction", "0.1").exitCode()).isZero();
        assertThat(mask("b.vcf.gz", "--keep-fraction", "0.1", "--seed", "1").exitCode())
                .isZero();
        assertThat(mask("c.vcf.gz", "--keep-fraction", "0.1", "--seed", "2").exitCode())
                .isZero();
        List<String> a = sites("a.vcf.gz");
        assertThat(a).hasSize(40).isEqualTo(sites("b.vcf.gz")).isNotEqualTo(sites("c.vcf.gz"));
    }

    @Test
    void aRandomChoiceFromStandardInputIsRefused() throws Exception {
        assertThat(CommandLineRun.of(
                                "mask",
                                "--vcf",
                                "-",
                                "--keep-fraction",
                                "0.1",
                                "--out",
                                folder.resolve("s.vcf.gz").toString())
                        .err())
                .contains("standard input can be read only once");
    }

    @Test
    void aDensityKeepsAboutSoManySitesInAMegabase() throws Exception {
        assertThat(mask("d.vcf.gz", "--sites-per-mb", "250").exitCode()).isZero();
        assertThat(sites("d.vcf.gz")).hasSizeBetween(95, 105);
    }

    @Test
    void theRecordSaysHowManySitesWereKeptAndByWhichSeed() throws Exception {
        assertThat(mask("e.vcf.gz", "--keep-fraction", "0.25", "--seed", "9").exitCode())
                .isZero();
        JsonNode record =
                new ObjectMapper().readTree(folder.resolve("e.vcf.gz.run.json").toFile());
        assertThat(SchemaFiles.complaints(SchemaFiles.ROOT.resolve("data-schemas/run.schema.json"), record))
                .isEmpty();
        assertThat(record.at("/seed").asLong()).isEqualTo(9);
        assertThat(record.at("/results/sites/kept").asInt()).isEqualTo(100);
        assertThat(record.at("/config/keep-fraction").asDouble()).isEqualTo(0.25);
        assertThat(record.at("/commandLine/0").asText()).isEqualTo("mask");
    }

    @Test
    void aListOfAnotherBuildLeavesNoOutputAndSaysSo() throws Exception {
        Path sites = Files.writeString(folder.resolve("array.txt"), "20\t3001\n");
        CommandLineRun run = mask("f.vcf.gz", "--sites", sites.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no site would be left", "same genome build");
        assertThat(folder.resolve("f.vcf.gz")).doesNotExist();
        assertThat(folder.resolve("f.vcf.gz.tbi")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"--keep-fraction,0", "--keep-fraction,1", "--keep-fraction,NaN", "--sites-per-mb,-3"})
    void aValueOutOfRangeEndsWith2AndNamesTheOption(String option, String value) throws Exception {
        CommandLineRun run = mask("g.vcf.gz", option, value);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option, "out of range");
    }

    @Test
    void exactlyOneRuleIsAsked() throws Exception {
        assertThat(mask("h.vcf.gz").err()).contains("--sites", "--keep-fraction", "--sites-per-mb");
        assertThat(mask("h.vcf.gz", "--keep-fraction", "0.1", "--sites-per-mb", "9")
                        .exitCode())
                .isEqualTo(2);
    }

    private List<String> sites(String name) throws Exception {
        return records(name).stream()
                .filter(l -> !l.startsWith("#"))
                .map(l -> l.split("\t", 3)[1])
                .toList();
    }
}
