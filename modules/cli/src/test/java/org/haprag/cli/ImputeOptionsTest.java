package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of {@code impute} that need no trained model. */
class ImputeOptionsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aPanelAndTargetsOfIt() throws Exception {
        TinyVcfs.write(folder, 150);
    }

    private CommandLineRun impute(String out, String... more) {
        List<String> args = new ArrayList<>(
                List.of("impute", "--panel", folder.resolve("p.vcf.gz").toString()));
        args.addAll(List.of(
                "--target",
                folder.resolve("t.vcf.gz").toString(),
                "--out",
                folder.resolve(out).toString()));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    private List<String> records(String name) throws Exception {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(name))), StandardCharsets.UTF_8))) {
            return in.lines().filter(l -> !l.startsWith("#")).toList();
        }
    }

    @Test
    void empiricalR2StandsAtTypedSitesWithTheDosagesItComesFromAndEvaluateChecksIt() throws Exception {
        CommandLineRun run = impute("e.vcf.gz", "--model", "none", "--empirical");
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> records = records("e.vcf.gz");
        assertThat(records.stream().filter(l -> l.contains(":LDS\t"))).hasSize(60);
        assertThat(records)
                .filteredOn(l -> l.contains("ER2="))
                .hasSizeGreaterThan(20)
                .allMatch(l -> l.contains("TYPED"));
        assertThat(impute("plain.vcf.gz", "--model", "none").exitCode()).isZero();
        List<String> plain = records("plain.vcf.gz");
        for (int i = 0; i < plain.size(); i++) {
            assertThat(records.get(i).replaceAll(";ER2=[0-9.]+|:LDS|:[^:\t]*(?=\t|$)", ""))
                    .isEqualTo(
                            records.get(i).contains(":LDS")
                                    ? plain.get(i)
                                    : plain.get(i).replaceAll(":[^:\t]*(?=\t|$)", ""));
        }
        CommandLineRun judged = CommandLineRun.of(
                "evaluate",
                "--truth",
                folder.resolve("truth.vcf.gz").toString(),
                "--panel",
                folder.resolve("p.vcf.gz").toString(),
                "--imputed",
                "ours=" + folder.resolve("e.vcf.gz"),
                "--bootstrap",
                "0",
                "--out",
                folder.resolve("report").toString());
        assertThat(judged.exitCode()).as(judged.err()).isZero();
        com.fasterxml.jackson.databind.JsonNode checks = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(folder.resolve("report/metrics.json").toFile())
                .at("/methods/0/infoChecks");
        boolean found = false;
        for (com.fasterxml.jackson.databind.JsonNode check : checks) {
            if (!check.get("claim").asText().equals("ER2")) continue;
            found = true;
            assertThat(check.get("siteCount").asInt()).isGreaterThan(20);
            assertThat(check.get("meanAbsoluteDifference").asDouble()).isLessThan(0.05);
        }
        assertThat(found).isTrue();
    }

    @Test
    void allStatesAreCloseToTheSelectedOnesAndNotTheSame() throws Exception {
        assertThat(impute("selected.vcf.gz", "--model", "none", "--format", "HDS")
                        .exitCode())
                .isZero();
        assertThat(impute("all.vcf.gz", "--model", "none", "--format", "HDS", "--all-states")
                        .exitCode())
                .isZero();
        assertThat(records("all.vcf.gz")).hasSize(300).isNotEqualTo(records("selected.vcf.gz"));
    }

    @Test
    void whatHasNoStatesToTakeAllOfIsRefused() {
        for (String[] more :
                new String[][] {{"--all-states"}, {"--all-states", "--model", "none", "--retriever", "nearest-window"}
                }) {
            CommandLineRun run = impute("x.vcf.gz", more);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--all-states", "--model none");
        }
    }

    @Test
    void aRetrieverThatNeedsAModelIsNoneOfThoseWithout() {
        CommandLineRun run = impute("x.vcf.gz", "--model", "none", "--retriever", "embedding");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("expected copying or nearest-window");
    }

    @Test
    void aDeviceThatIsNotThereOrThatNothingWouldUseEndsWith2() {
        CommandLineRun missing = impute("x.vcf.gz", "--device", "gpu:99");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no such GPU", "gpu:99");
        CommandLineRun unused = impute("x.vcf.gz", "--model", "none", "--device", "cpu");
        assertThat(unused.exitCode()).isEqualTo(2);
        assertThat(unused.err()).contains("--device", "it needs a network");
    }

    @Test
    void leaveOneOutDosagesAreNotAFieldToAskFor() {
        CommandLineRun run = impute("x.vcf.gz", "--model", "none", "--format", "GT,LDS");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unknown output field", "'LDS'");
    }

    private CommandLineRun evaluateWithBaselines(String... more) throws Exception {
        TinyVcfs.write(folder, 30);
        assertThat(impute("none.vcf.gz", "--model", "none").exitCode()).isZero();
        Files.write(
                folder.resolve("typed.txt"),
                records("t.vcf.gz").stream()
                        .map(l -> l.split("\t")[0] + "\t" + l.split("\t")[1])
                        .toList());
        List<String> args = new ArrayList<>(List.of("evaluate", "--bootstrap", "0"));
        args.addAll(List.of("--truth", folder.resolve("truth.vcf.gz").toString()));
        args.addAll(List.of("--panel", folder.resolve("p.vcf.gz").toString()));
        args.addAll(List.of("--imputed", "none=" + folder.resolve("none.vcf.gz")));
        args.addAll(List.of("--baseline", "COPYING", "--baseline", "nearest_haplotype", "--baseline", "AF_PRIOR"));
        args.addAll(List.of("--out", folder.resolve("report").toString()));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    @Test
    void theSwitchRateIsEstimatedAndSaidAndCanBeGiven() throws Exception {
        CommandLineRun estimated = impute("own.vcf.gz", "--model", "none", "--format", "HDS");
        assertThat(estimated.exitCode()).as(estimated.err()).isZero();
        assertThat(Files.readString(folder.resolve("own.vcf.gz.log")))
                .containsPattern("switches per cM: [0-9.]+ \\(of");
        com.fasterxml.jackson.databind.JsonNode rate = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(folder.resolve("own.vcf.gz.run.json").toFile())
                .at("/results/switchRate");
        assertThat(rate.get("perCm").asDouble()).isPositive();
        assertThat(rate.get("haplotypes").asInt()).isPositive();
        String found = rate.get("perCm").asText();
        assertThat(impute("same.vcf.gz", "--model", "none", "--format", "HDS", "--switches-per-cm", found)
                        .exitCode())
                .isZero();
        assertThat(rate.at("/byStretch/stretches")).as("too short for any").isEmpty();
        double same = furthest("same.vcf.gz", "own.vcf.gz");
        assertThat(same)
                .as("so short a window hardly tells a target's own rate from the panel's")
                .isLessThan(.002);
        assertThat(impute("fast.vcf.gz", "--model", "none", "--format", "HDS", "--switches-per-cm", "500")
                        .exitCode())
                .isZero();
        assertThat(records("fast.vcf.gz")).isNotEqualTo(records("own.vcf.gz"));
        assertThat(furthest("fast.vcf.gz", "own.vcf.gz")).isGreaterThan(10 * same);
    }

    /** How far an HDS is from that in another file, at most. */
    private double furthest(String name, String other) throws Exception {
        List<String> here = records(name);
        List<String> there = records(other);
        assertThat(here).hasSameSizeAs(there);
        double most = 0;
        for (int i = 0; i < here.size(); i++) {
            String[] a = hds(here.get(i));
            String[] b = hds(there.get(i));
            assertThat(a).hasSameSizeAs(b);
            for (int j = 0; j < a.length; j++) {
                most = Math.max(most, Math.abs(Double.parseDouble(a[j]) - Double.parseDouble(b[j])));
            }
        }
        return most;
    }

    private static String[] hds(String record) {
        return record.split("\tHDS\t")[1].split("[\t,]");
    }

    @Test
    void aSwitchRateGoesWithCopyingAloneAndIsPositive() {
        for (String[] more : new String[][] {
            {"--switches-per-cm", "3"},
            {"--switches-per-cm", "3", "--model", "none", "--retriever", "nearest-window"},
            {"--switches-per-cm", "0", "--model", "none"}
        }) {
            CommandLineRun run = impute("no.vcf.gz", more);
            assertThat(run.exitCode()).as(List.of(more).toString()).isEqualTo(2);
            assertThat(run.err()).contains("--switches-per-cm");
        }
    }

    @Test
    void baselinesAreImputedFromTheTruthAtTheTypedSitesAndJudgedBesideTheFiles() throws Exception {
        CommandLineRun run =
                evaluateWithBaselines("--typed", folder.resolve("typed.txt").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("none", "nearest haplotype", "copying", "AF prior");
        assertThat(records("report/baselines/copying.vcf.gz")).isEqualTo(records("none.vcf.gz"));
        assertThat(records("report/baselines/nearest_haplotype.vcf.gz"))
                .hasSize(300)
                .isNotEqualTo(records("none.vcf.gz"));
    }

    @Test
    void baselinesThatCannotBeImputedSayWhy() throws Exception {
        CommandLineRun untold = evaluateWithBaselines();
        assertThat(untold.exitCode()).isEqualTo(2);
        assertThat(untold.err()).contains("--baseline NEAREST_HAPLOTYPE", "--typed SITES");
        Files.writeString(folder.resolve("elsewhere.txt"), "20\t7\n");
        CommandLineRun elsewhere =
                evaluateWithBaselines("--typed", folder.resolve("elsewhere.txt").toString());
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("cannot be imputed", "no site would be left");
    }

    @Test
    void aMapThatNothingNeedsIsRefused() {
        CommandLineRun run = CommandLineRun.of(
                "evaluate",
                "--truth",
                folder.resolve("truth.vcf.gz").toString(),
                "--panel",
                folder.resolve("p.vcf.gz").toString(),
                "--imputed",
                folder.resolve("truth.vcf.gz").toString(),
                "--map",
                folder.resolve("none.map").toString(),
                "--out",
                folder.resolve("report").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--map", "nothing here needs a genetic map");
    }
}
