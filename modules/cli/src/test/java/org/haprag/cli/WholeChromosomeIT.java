package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Region;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelVcfWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to long runs: they are killed, cut into chunks, run out of memory, or meet sites that the panel lacks. */
class WholeChromosomeIT {
    private static final Path JAR = Path.of("target/imputer.jar").toAbsolutePath();

    @TempDir
    static Path folder;

    private static List<String> whole;

    @BeforeAll
    static void aRunInSeveralWindows() throws Exception {
        ExampleFiles.unpack(folder);
        HaplotypePanel all = PanelReader.read(
                        folder.resolve(ExampleFiles.PANEL),
                        new PanelReadOptions(
                                Optional.of(new Region("20", 1_000_000, 1_500_000)),
                                PanelReadOptions.MissingCalls.REFUSE,
                                (read, total) -> {}))
                .panel();
        PanelVcfWriter.write(
                all.subset(IntStream.range(0, 60).toArray()), folder.resolve("panel.vcf.gz"), List.of(), 1);
        PanelVcfWriter.write(
                all.subset(IntStream.range(60, 70).toArray()), folder.resolve("truth.vcf.gz"), List.of(), 1);
        CommandLineRun masked = CommandLineRun.of(
                "mask",
                "--vcf",
                file("truth.vcf.gz"),
                "--sites",
                file("array_sites.txt"),
                "--out",
                file("target.vcf.gz"));
        assertThat(masked.exitCode()).as(masked.err()).isZero();
        assertThat(impute("whole.vcf.gz").exitCode()).isZero();
        whole = records("whole.vcf.gz");
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static List<String> arguments(String out, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "impute", "--panel", file("panel.vcf.gz"), "--map", file("chr20.b37.gmap.gz"), "--model", "none"));
        args.addAll(List.of("--window-cm", "0.2", "--overlap-cm", "0.2", "--out", file(out)));
        args.addAll(List.of(more));
        if (!args.contains("--target")) args.addAll(List.of("--target", file("target.vcf.gz")));
        return args;
    }

    private static CommandLineRun impute(String out, String... more) {
        return CommandLineRun.of(arguments(out, more).toArray(String[]::new));
    }

    private static List<String> lines(String name) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(name))), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }

    private static List<String> records(String name) throws IOException {
        return lines(name).stream().filter(l -> !l.startsWith("#")).toList();
    }

    private static Process java(List<String> jvm, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(args);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @Test
    void aRunKilledAtAnyMomentIsResumedToTheSameBytes() throws Exception {
        List<String> run = arguments("killed.vcf.gz", "--threads", "1");
        long began = System.nanoTime();
        assertThat(exitCode(java(List.of(), run))).isZero();
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        byte[] undisturbed = Files.readAllBytes(folder.resolve("killed.vcf.gz"));
        byte[] index = Files.readAllBytes(folder.resolve("killed.vcf.gz.tbi"));
        Random random = new Random(4);
        for (int i = 0; i < 3; i++) {
            Files.deleteIfExists(folder.resolve("killed.vcf.gz"));
            Process process = java(List.of(), run);
            Thread.sleep(tookMs / 2 + random.nextInt((int) (tookMs / 2)));
            process.destroyForcibly(); // SIGKILL
            exitCode(process);
            List<String> again = new ArrayList<>(run);
            again.add("--resume");
            assertThat(exitCode(java(List.of(), again)))
                    .as(Files.readString(folder.resolve("stderr")))
                    .isZero();
            assertThat(Files.readAllBytes(folder.resolve("killed.vcf.gz"))).isEqualTo(undisturbed);
            assertThat(Files.readAllBytes(folder.resolve("killed.vcf.gz.tbi"))).isEqualTo(index);
            assertThat(folder.resolve("killed.vcf.gz.partial")).doesNotExist();
            assertThat(folder.resolve("killed.vcf.gz.resume")).doesNotExist();
        }
    }

    @Test
    void chunksLigatedAreTheWholeRun() throws Exception {
        for (int i = 1; i <= 2; i++) {
            CommandLineRun run = impute("chunk" + i + ".vcf.gz", "--chunk", i + "/2");
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
        CommandLineRun ligate = CommandLineRun.of(
                "ligate", file("chunk1.vcf.gz"), file("chunk2.vcf.gz"), "--out", file("joined.vcf.gz"));
        assertThat(ligate.exitCode()).as(ligate.err()).isZero();
        assertThat(records("chunk1.vcf.gz").size()).isBetween(1, whole.size() - 1);
        assertThat(lines("joined.vcf.gz")).isEqualTo(lines("whole.vcf.gz"));
        assertThat(folder.resolve("joined.vcf.gz.tbi")).isRegularFile();
        CommandLineRun swapped = CommandLineRun.of(
                "ligate", file("chunk2.vcf.gz"), file("chunk1.vcf.gz"), "--out", file("swapped.vcf.gz"));
        assertThat(swapped.exitCode()).isEqualTo(2);
        assertThat(swapped.err()).contains("chunk2.vcf.gz", "in that order");
        assertThat(folder.resolve("swapped.vcf.gz")).doesNotExist();
    }

    @Test
    void moreChunksThanWindowsAreRefused() {
        CommandLineRun run = impute("no.vcf.gz", "--chunk", "3/100");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--chunk", "100 chunks", "--window-cm");
        assertThat(impute("no.vcf.gz", "--chunk", "3/2").err()).contains("expected I/N");
    }

    @Test
    void aRegionIsWrittenWithContextFromAroundIt() throws Exception {
        CommandLineRun run = impute("region.vcf.gz", "--region", "chr20:1200000-1300000");
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> expected = whole.stream()
                .filter(l -> position(l) >= 1_200_000 && position(l) <= 1_300_000)
                .toList();
        List<String> found = records("region.vcf.gz");
        assertThat(found).hasSameSizeAs(expected);
        double off = 0;
        for (int i = 0; i < found.size(); i++) off += Math.abs(dosage(found.get(i)) - dosage(expected.get(i)));
        assertThat(off / found.size()).isLessThan(0.01);
        assertThat(Files.readString(folder.resolve("region.vcf.gz.log"))).contains("context of 0.200 cM on both sides");
        assertThat(impute("none.vcf.gz", "--region", "20:1-1000000").err())
                .contains("none in it", "choose a --region that the panel covers");
    }

    private static int position(String line) {
        return Integer.parseInt(line.split("\t")[1]);
    }

    private static double dosage(String line) {
        return Double.parseDouble(line.split("\t")[9].split(":")[1]);
    }

    @Test
    void sitesOfTheTargetsAloneAreKeptIfAskedAndListedOtherwise() throws Exception {
        List<String> target = new ArrayList<>(lines("target.vcf.gz"));
        int sample = target.get(target.size() - 1).split("\t").length - 9;
        int at = target.size() - 3;
        int pos = position(target.get(at)) - 1;
        String calls = "\t1|0\t./." + "\t0|0".repeat(sample - 2);
        target.add(at, "20\t" + pos + "\town\tTTT\tG\t.\tPASS\t.\tGT" + calls);
        target.add("20\t1600000\tlast\tA\tG\t.\tPASS\t.\tGT" + calls);
        Path file = Files.write(folder.resolve("own.vcf"), target);
        assertThat(impute("kept.vcf.gz", "--target", file.toString(), "--keep-target-only")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(folder.resolve("kept.vcf.gz.log"))).contains("2 not in panel");
        assertThat(impute("left.vcf.gz", "--target", file.toString()).exitCode())
                .isZero();
        List<String> kept = records("kept.vcf.gz");
        assertThat(records("left.vcf.gz")).isEqualTo(whole);
        List<String> own = kept.stream().filter(l -> l.contains("TARGET_ONLY")).toList();
        assertThat(own).hasSize(2);
        assertThat(own.get(0))
                .startsWith("20\t" + pos + "\town\tTTT\tG\t.\tPASS\tAF=")
                .contains("\tGT:DS:GP\t1|0:1:0,1,0\t.|.:.:.\t0|0:0:1,0,0");
        assertThat(kept.stream().filter(l -> !l.contains("TARGET_ONLY"))).containsExactlyElementsOf(whole);
        assertThat(kept.stream().map(WholeChromosomeIT::position)).isSorted();
        assertThat(kept.get(kept.size() - 1)).isEqualTo(own.get(1));
    }

    @Test
    void lackOfMemoryEndsWith2AndSaysHowToGetMore() throws Exception {
        Process process = java(List.of("-Xmx16m"), arguments("oom.vcf.gz"));
        assertThat(exitCode(process)).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("stderr"))).contains("out of memory", "-Xmx");
        assertThat(folder.resolve("oom.vcf.gz")).doesNotExist();
    }

    @Test
    void anUnreadableOrCutOffPanelEndsWith2AndLeavesNothing() throws Exception {
        byte[] panel = Files.readAllBytes(folder.resolve("panel.vcf.gz"));
        Path cut = Files.write(folder.resolve("cut.vcf.gz"), java.util.Arrays.copyOf(panel, panel.length / 2));
        List<String> args = arguments("cutout.vcf.gz");
        args.set(args.indexOf("--panel") + 1, cut.toString());
        CommandLineRun run = CommandLineRun.of(args.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("cut.vcf.gz", "cut off", "Fix:");
        assertThat(folder.resolve("cutout.vcf.gz")).doesNotExist();
        assertThat(folder.resolve("cutout.vcf.gz.partial")).doesNotExist();
    }
}
