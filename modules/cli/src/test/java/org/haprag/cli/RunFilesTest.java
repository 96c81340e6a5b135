package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilesTest {
    @TempDir
    Path folder;

    private CommandLineRun mask(Path vcf, String out) {
        return run("mask", "--vcf", vcf.toString(), "--keep-fraction", "0.5", "--out", out);
    }

    private static CommandLineRun run(String... args) {
        return CommandLineRun.of(Imputer.commandLine(args), args);
    }

    private Path vcf(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "##fileformat=VCFv4.2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.vcf.gz", "x.vcf.gz.log", "x.vcf.gz.sites.tsv", "x.vcf.gz.run.json", "x.vcf.gz.tbi"})
    void nothingIsWrittenOverAnInput(String input) throws IOException {
        Path vcf = vcf(input);
        CommandLineRun run = mask(vcf, folder.resolve("x.vcf.gz").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--out: it is also an input; found " + vcf);
        assertThat(Files.readString(vcf)).isEqualTo("##fileformat=VCFv4.2\n");
        assertThat(Files.list(folder)).containsExactly(vcf);
    }

    @Test
    void standardInputCanBeGivenOnce() {
        String out = folder.resolve("x.vcf.gz").toString();
        CommandLineRun run = run("impute", "--panel", "-", "--target", "/dev/stdin", "--out", out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("-: standard input can be read once; found 2 options that take it");
    }

    @Test
    void anEarlierOutputIsReplaced() throws IOException {
        Path vcf = vcf("in.vcf");
        Path out = Files.writeString(folder.resolve("x.vcf.gz"), "old");
        Files.writeString(folder.resolve("x.vcf.gz.log"), "old");
        assertThat(mask(vcf, out.toString()).err()).doesNotContain("also an input");
        assertThat(Files.readString(folder.resolve("x.vcf.gz.log"))).doesNotContain("old");
    }

    @Test
    void placesThatTakeNoFileAreRefusedBeforeTheWork() throws IOException {
        Path vcf = vcf("in.vcf");
        Path taken = Files.createDirectory(folder.resolve("taken.vcf.gz"));
        refused(mask(vcf, taken.toString()), "nothing can be written there: it is a folder");
        refused(mask(vcf, vcf + "/o.vcf.gz"), "a file stands where its folder should be");
        refused(mask(vcf, ""), "it has no name");
        refused(mask(vcf, "/dev/null"), "it is a device");
        refused(mask(vcf, "/proc/o.vcf.gz"), "it belongs to the system");
        refused(mask(vcf, folder.resolve("x".repeat(245) + ".vcf.gz").toString()), "its name is too long");
        assertThat(Files.list(folder)).containsExactlyInAnyOrder(vcf, taken);
    }

    private static void refused(CommandLineRun run, String what) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(what).hasLineCount(1);
    }

    @Test
    void aSecondRunWithTheSameOutputIsRefused() throws IOException {
        Path vcf = vcf("in.vcf");
        try (RunLock first = RunLock.take(folder.resolve("x.vcf.gz.log"))) {
            assertThat(first).isNotNull();
            refused(mask(vcf, folder.resolve("x.vcf.gz").toString()), "another run writes to the same --out");
        }
        assertThat(mask(vcf, folder.resolve("x.vcf.gz").toString()).err()).doesNotContain("another run");
    }

    @ParameterizedTest
    @CsvSource({
        "impute, gt=a.vcf.gz, gt= is --target here",
        "impute, ref=p.vcf.gz, ref= is --panel here",
        "impute, --bfile, --bfile is --target here",
        "impute, --bed, --bed is --target here",
        "impute, --refHaps=p, --refHaps is --panel here",
        "impute, nthreads=4, nthreads= is --threads here",
        "mask, --bed, --bed is --sites here",
        "evaluate, --bed, --bed is --typed here",
    })
    void optionsOfOtherProgramsAreAnsweredWithOurs(String command, String option, String answer) {
        CommandLineRun run = run(command, option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(answer);
    }

    @Test
    void namesThatJavaCannotOpenInThisLocaleAreToldOf() {
        assertThat(PathEncoding.problem(StandardCharsets.UTF_8, "/é", List.of("--out", "ü.vcf.gz")))
                .isEmpty();
        assertThat(PathEncoding.problem(StandardCharsets.US_ASCII, "/a", List.of("--out", "o.vcf.gz")))
                .isEmpty();
        assertThat(PathEncoding.problem(StandardCharsets.US_ASCII, "/donn\uFFFD\uFFFDes", List.of()))
                .get()
                .asString()
                .contains("set LC_ALL=C.UTF-8");
        assertThat(PathEncoding.problem(StandardCharsets.UTF_8, "/a", List.of("J\uFFFDrgen.vcf")))
                .get()
                .asString()
                .contains("not UTF-8");
        assertThat(PathEncoding.problem("--out", "o.vcf.gz")).isEqualTo(Optional.empty());
    }
}
