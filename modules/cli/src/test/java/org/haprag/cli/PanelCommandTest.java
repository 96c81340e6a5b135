package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.haprag.genotype.Region;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.ReadProgress;
import org.haprag.io.hpanel.PanelFileReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aPanelAndTargetsOfIt() throws Exception {
        TinyVcfs.write(folder, 20);
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private CommandLineRun panel(String... more) {
        return CommandLineRun.of(
                Stream.concat(Stream.of("panel", "--vcf", in("p.vcf.gz"), "--out", in("p.hpanel")), Arrays.stream(more))
                        .toArray(String[]::new));
    }

    private CommandLineRun impute(String panel, String out, String... more) {
        List<String> args = new ArrayList<>(List.of("impute", "--panel", in(panel), "--target", in("t.vcf.gz")));
        args.addAll(List.of("--model", "none", "--format", "GT,DS,GP,HDS", "--out", in(out)));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "20:50000-220000"})
    void imputingFromThePanelFileWritesTheSameRecordsAsFromTheVcf(String region) throws Exception {
        assertThat(panel().exitCode()).isZero();
        Files.copy(folder.resolve("p.vcf.gz"), folder.resolve("same"));
        CommandLineRun vcf = impute("same", "a.vcf.gz", "--region", region);
        assertThat(vcf.exitCode()).as(vcf.err()).isZero();
        Files.delete(folder.resolve("same"));
        Files.copy(folder.resolve("p.hpanel"), folder.resolve("same"));
        CommandLineRun file = impute("same", "b.vcf.gz", "--region", region);
        assertThat(file.exitCode()).as(file.err()).isZero();
        assertThat(linesButDigests("b.vcf.gz")).isEqualTo(linesButDigests("a.vcf.gz"));
    }

    /** Of the output, but for the digest of the panel, which is another file. */
    private List<String> linesButDigests(String name) throws Exception {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("##haprag_inputs="))
                    .toList();
        }
    }

    @Test
    void tensorsOfThePanelFileAreThoseOfTheVcf() throws Exception {
        assertThat(panel().exitCode()).isZero();
        for (String name : List.of("p.vcf.gz", "p.hpanel")) {
            assertThat(CommandLineRun.of("tensors", "--vcf", in(name), "--out", in(name + ".tensors"))
                            .exitCode())
                    .isZero();
        }
        assertThat(Files.readAllBytes(folder.resolve("p.hpanel.tensors/haplotypes.npy")))
                .isEqualTo(Files.readAllBytes(folder.resolve("p.vcf.gz.tensors/haplotypes.npy")));
    }

    @Test
    void evaluatingWithThePanelFileGivesTheNumbersOfTheVcf() throws Exception {
        assertThat(panel().exitCode()).isZero();
        assertThat(impute("p.vcf.gz", "i.vcf.gz").exitCode()).isZero();
        List<JsonNode> metrics = new ArrayList<>();
        for (String name : List.of("p.vcf.gz", "p.hpanel")) {
            CommandLineRun run = CommandLineRun.of(
                    "evaluate",
                    "--truth",
                    in("truth.vcf.gz"),
                    "--panel",
                    in(name),
                    "--imputed",
                    in("i.vcf.gz"),
                    "--baseline",
                    "AF_PRIOR",
                    "--out",
                    in(name + ".report"));
            assertThat(run.exitCode()).as(run.err()).isZero();
            JsonNode json = new ObjectMapper()
                    .readTree(folder.resolve(name + ".report/metrics.json").toFile());
            ((ObjectNode) json).remove("inputs");
            metrics.add(json);
        }
        assertThat(metrics.get(1)).isEqualTo(metrics.get(0));
        assertThat(metrics.get(0).toString()).contains("AF prior");
    }

    @Test
    void aRegionTakesItsSitesOnlyAndARegionOfAPanelFileIsAPanelFile() {
        assertThat(panel().exitCode()).isZero();
        CommandLineRun part = CommandLineRun.of(
                "panel", "--vcf", in("p.hpanel"), "--region", "chr20:5000-9999", "--out", in("part.hpanel"));
        assertThat(part.exitCode()).as(part.err()).isZero();
        PanelReadOptions some = new PanelReadOptions(
                Optional.of(new Region("20", 5000, 9999)), PanelReadOptions.MissingCalls.REFUSE, ReadProgress.SILENT);
        assertThat(PanelFileReader.read(folder.resolve("part.hpanel")).sites())
                .isEqualTo(PanelReader.read(folder.resolve("p.hpanel"), some)
                        .panel()
                        .sites())
                .hasSize(5);
    }

    @Test
    void infoTellsWhatAPanelFileHolds() throws Exception {
        assertThat(panel().exitCode()).isZero();
        CommandLineRun info = CommandLineRun.of("info", in("p.hpanel"));
        assertThat(info.exitCode()).as(info.err()).isZero();
        assertThat(info.out())
                .contains("every checksum fits", "20:1000-300000", Files.size(folder.resolve("p.hpanel")) + " bytes")
                .containsPattern("samples +20\n")
                .containsPattern("haplotypes +40\n")
                .containsPattern("sites +300, of them 282 SNVs and 18 multi-allelic");
    }

    @Test
    void aTruncatedOrAlteredFileIsRefusedByEveryCommandInOneLine() throws Exception {
        assertThat(panel().exitCode()).isZero();
        byte[] whole = Files.readAllBytes(folder.resolve("p.hpanel"));
        Files.write(folder.resolve("cut.hpanel"), Arrays.copyOf(whole, whole.length - 5));
        byte[] altered = whole.clone();
        altered[whole.length / 2] ^= 4;
        Files.write(folder.resolve("altered.hpanel"), altered);
        for (String name : List.of("cut.hpanel", "altered.hpanel")) {
            for (CommandLineRun run : List.of(
                    impute(name, "x.vcf.gz"),
                    CommandLineRun.of("info", in(name)),
                    CommandLineRun.of("train", "--vcf", in(name), "--init", "random", "--out", in("m")))) {
                assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
                assertThat(run.err().lines().filter(l -> l.contains("damaged")))
                        .singleElement()
                        .asString()
                        .contains(name, "the panel file is damaged", "make it anew");
            }
        }
        assertThat(folder.resolve("x.vcf.gz")).doesNotExist();
    }

    @Test
    void maskSaysThatItNeedsTheVcf() {
        assertThat(panel().exitCode()).isZero();
        CommandLineRun mask =
                CommandLineRun.of("mask", "--vcf", in("p.hpanel"), "--keep-fraction", ".5", "--out", in("m.vcf.gz"));
        assertThat(mask.exitCode()).isEqualTo(2);
        assertThat(mask.err()).contains("p.hpanel", "only a VCF can be read", "give the VCF");
    }

    @Test
    void missingAllelesEndTheRunUnlessTheirSitesMayBeDropped() throws Exception {
        TinyVcfs.write(
                folder.resolve("p.vcf.gz"),
                TinyVcfs.HEAD + "\tA\n20\t10\t.\tA\tG\t.\t.\t.\tGT\t0|1\n20\t20\t.\tA\tG\t.\t.\t.\tGT\t.|1\n");
        CommandLineRun refused = panel();
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--drop-missing");
        assertThat(folder.resolve("p.hpanel")).doesNotExist();
        assertThat(panel("--drop-missing").exitCode()).isZero();
        assertThat(PanelFileReader.read(folder.resolve("p.hpanel")).siteCount()).isEqualTo(1);
    }

    @Test
    void theRecordIsValidAndTheInputIsNeverOverwritten() throws Exception {
        assertThat(panel("--threads", "1").exitCode()).isZero();
        JsonNode record =
                new ObjectMapper().readTree(folder.resolve("p.hpanel.run.json").toFile());
        assertThat(SchemaFiles.complaints(SchemaFiles.ROOT.resolve("data-schemas/run.schema.json"), record))
                .isEmpty();
        assertThat(record.at("/results/sites").asInt()).isEqualTo(300);
        CommandLineRun same = CommandLineRun.of("panel", "--vcf", in("p.hpanel"), "--out", in("p.hpanel"));
        assertThat(same.exitCode()).isEqualTo(2);
        assertThat(same.err()).contains("also an input");
    }
}
