package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow by Nextflow itself, with the built jar and the launcher, without a network. */
class NextflowIT {
    private static final Path CLASS_PATH = Path.of("../testkit-nextflow/target/classpath");
    private static final Path JAR = Path.of("target/imputer.jar").toAbsolutePath();
    private static final String SMALL = "--model none --window-cm 0.25 --overlap-cm 0.2";

    /** What Nextflow needs of a JDK 17; its own launcher adds these. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.io",
            "java.net",
            "java.nio",
            "java.nio.file.spi",
            "java.util",
            "java.util.regex",
            "java.util.concurrent.locks",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.fs",
            "sun.net.www.protocol.http",
            "sun.net.www.protocol.https",
            "sun.net.www.protocol.ftp",
            "sun.net.www.protocol.file",
            "jdk.internal.misc",
            "jdk.internal.vm");

    @TempDir
    static Path folder;

    private static ExampleCase example;

    @BeforeAll
    static void sheets() throws Exception {
        example = ExampleCase.make(folder.resolve("case"), IntStream.range(0, 60), IntStream.range(60, 80));
        for (String name : List.of("panel.vcf.gz", "target.vcf.gz", "truth.vcf.gz")) {
            TwoContigs.write(example.folder().resolve(name), example.folder().resolve(name));
        }
        sheet("input.csv", "sample,file", "cohort,target.vcf.gz");
        sheet("truth.csv", "sample,file", "cohort,truth.vcf.gz");
        sheet("panel.csv", "chr,vcf", "20,panel.vcf.gz", "21,panel.vcf.gz");
        sheet("map.csv", "chr,map", "20,chr20.b37.gmap.gz", "21,chr20.b37.gmap.gz");
    }

    private static void sheet(String name, String header, String... lines) throws IOException {
        StringBuilder text = new StringBuilder(header);
        for (String line : lines) {
            String[] cells = line.split(",");
            text.append("\n")
                    .append(cells[0])
                    .append(',')
                    .append(example.folder().resolve(cells[1]));
        }
        Files.writeString(folder.resolve(name), text.append("\n"));
    }

    private static Process nextflow(String log, String... arguments) throws IOException {
        assertThat(CLASS_PATH).as("run mvn verify -pl modules/cli -am").exists();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        for (String opened : OPENED) command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        command.addAll(List.of("-cp", Files.readString(CLASS_PATH).strip(), "nextflow.cli.Launcher", "run"));
        command.add(SchemaFiles.ROOT
                .resolve("workflows/nextflow/main.nf")
                .toAbsolutePath()
                .toString());
        command.addAll(List.of("--input", "input.csv", "--panel", "panel.csv"));
        command.addAll(List.of("--input_truth", "truth.csv", "--impute_args=" + SMALL, "--chunks_a_chr", "2"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile());
        builder.environment()
                .putAll(Map.of(
                        "NXF_OFFLINE",
                        "true",
                        "NXF_ANSI_LOG",
                        "false",
                        "NXF_HOME",
                        folder.resolve("nextflow").toString(),
                        "HAPRAG_JAR",
                        JAR.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PATH",
                        SchemaFiles.ROOT.toAbsolutePath() + ":" + System.getenv("PATH")));
        return builder.start();
    }

    private static void ended(Process process, String log) throws Exception {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve(log)))
                .isZero();
    }

    private static byte[] text(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    @Test
    void aStubRunMakesEveryFileAndStartsNothing() throws Exception {
        ended(
                nextflow("stub.log", "-stub-run", "-work-dir", "stub-work", "--outdir", "stub", "--map", "map.csv"),
                "stub.log");
        assertThat(folder.resolve("stub/cohort.20.vcf.gz")).isEmptyFile();
        assertThat(folder.resolve("stub/cohort.21.vcf.gz")).isEmptyFile();
        assertThat(folder.resolve("stub/evaluation.cohort")).isDirectory();
    }

    @Test
    void aRunThatWasKilledIsResumedToWhatASingleRunGives() throws Exception {
        Process first = nextflow("first.log", "--outdir", "out");
        while (first.isAlive() && !Files.readString(folder.resolve("first.log")).contains("process > IMPUTE")) {
            Thread.sleep(50);
        }
        Thread.sleep(1000); // Nextflow notes what is finished a little later, from another thread
        List<ProcessHandle> tasks = first.descendants().toList();
        first.destroyForcibly().waitFor();
        tasks.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle task : tasks) task.onExit().join();
        assertThat(folder.resolve("out/cohort.20.vcf.gz")).doesNotExist();
        ended(nextflow("second.log", "--outdir", "out", "-resume"), "second.log");
        assertThat(Files.readString(folder.resolve("second.log"))).contains("Cached process > PANEL");
        for (String contig : List.of("20", "21")) {
            Path imputed = folder.resolve("out/cohort." + contig + ".vcf.gz");
            assertThat(text(imputed)).isEqualTo(text(single(contig)));
            assertThat(Path.of(imputed + ".tbi")).isNotEmptyFile();
        }
        Path evaluation = folder.resolve("out/evaluation.cohort");
        assertThat(evaluation.resolve("report.html")).isNotEmptyFile();
        assertThat(Files.readAllLines(evaluation.resolve("by_site.tsv")))
                .as("both contigs are in one table")
                .anyMatch(line -> line.startsWith("20\t"))
                .anyMatch(line -> line.startsWith("21\t"));
    }

    /** The same contig by one command, with files named as the workflow names them. */
    private static Path single(String contig) throws Exception {
        Path here = Files.createDirectory(folder.resolve("single" + contig));
        Files.copy(example.folder().resolve("target.vcf.gz"), here.resolve("target.vcf.gz"));
        List<String> java =
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        String file = "panel." + contig + ".hpanel";
        String region = " --region " + contig + " ";
        String panel = "panel --vcf " + example.folder().resolve("panel.vcf.gz") + region + "--out " + file;
        String impute = "impute --panel " + file + " --target target.vcf.gz" + region + SMALL
                + " --no-report --out single.vcf.gz";
        for (String line : List.of(panel, impute)) {
            List<String> command = new ArrayList<>(java);
            command.addAll(List.of(line.split(" ")));
            Process process = new ProcessBuilder(command)
                    .directory(here.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(here.resolve("log").toFile())
                    .start();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(here.resolve("log"), StandardCharsets.UTF_8))
                    .isZero();
        }
        return here.resolve("single.vcf.gz");
    }
}
