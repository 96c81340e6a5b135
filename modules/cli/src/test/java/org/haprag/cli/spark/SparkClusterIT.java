package org.haprag.cli.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.cli.ExampleCase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar on a real cluster: a master and two workers in processes of their own, some of which are killed. */
class SparkClusterIT {
    private static final Path JAR = Path.of("target/imputer.jar").toAbsolutePath();

    @TempDir
    static Path folder;

    private static ExampleCase example;
    private static SparkProcesses cluster;
    private static final List<Process> WORKERS = new ArrayList<>();

    @BeforeAll
    static void aClusterOfTwoWorkers() throws Exception {
        example = ExampleCase.make(folder.resolve("case"), IntStream.range(0, 180), IntStream.range(180, 220));
        cluster = new SparkProcesses(Files.createDirectory(folder.resolve("cluster")));
        WORKERS.add(cluster.worker("worker1"));
        WORKERS.add(cluster.worker("worker2"));
    }

    @AfterAll
    static void end() {
        if (cluster != null) cluster.close();
    }

    private static List<String> arguments(String out, String... more) {
        return arguments(example.arguments(), out, more);
    }

    private static List<String> arguments(List<String> inputs, String out, String... more) {
        List<String> args = new ArrayList<>(inputs);
        args.addAll(List.of("--out", out(out).toString()));
        args.addAll(List.of(more));
        return args;
    }

    private static Path out(String name) {
        return folder.resolve(name);
    }

    private static Process submit(String out, String... more) throws IOException {
        return cluster.submit(log(out), "local:" + JAR, arguments(out, more));
    }

    private static Path log(String out) {
        return folder.resolve(out + ".driver");
    }

    private static void ended(Process job, String out) throws Exception {
        assertThat(job.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(job.exitValue()).as(Files.readString(log(out))).isZero();
        assertThat(out(out + ".work")).doesNotExist();
        assertThat(out(out + ".partial")).doesNotExist();
    }

    /** Imputes on this machine, by the same jar. */
    private static void alone(String out, String... more) throws Exception {
        alone(out, arguments(out, more));
    }

    private static void alone(String out, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.add("impute");
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(out).toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log(out))).isZero();
    }

    private static void same(String one, String other, String index) throws IOException {
        assertThat(Files.mismatch(out(one), out(other))).isEqualTo(-1);
        assertThat(Files.mismatch(out(one + index), out(other + index))).isEqualTo(-1);
    }

    private static JsonNode results(String out) throws IOException {
        return new ObjectMapper().readTree(out(out + ".run.json").toFile()).get("results");
    }

    /** Waits until so many units are finished, each with its manifest. */
    private static void awaitUnits(Process job, String out, int count) throws Exception {
        awaitUnits(job, out, "window[0-9]+", count);
    }

    private static void awaitUnits(Process job, String out, String windows, int count) throws Exception {
        while (job.isAlive()) {
            if (Files.exists(out(out + ".work"))) {
                try (Stream<Path> files = Files.walk(out(out + ".work"))) {
                    if (files.filter(f -> f.toString().matches(".*/" + windows + "/dosages[0-9]+\\.sha256"))
                                    .count()
                            >= count) return;
                } catch (UncheckedIOException e) {
                    continue; // a window was removed meanwhile
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("ended before it could be disturbed: " + Files.readString(log(out)));
    }

    @Test
    void aJobGivesTheBytesOfOneMachine() throws Exception {
        alone("alone.vcf.gz");
        ended(cluster.submit(log("job.vcf.gz"), JAR.toString(), arguments("job.vcf.gz")), "job.vcf.gz");
        same("alone.vcf.gz", "job.vcf.gz", ".tbi");
        assertThat(results("job.vcf.gz").get("units").asInt()).isEqualTo(15);
        assertThat(results("job.vcf.gz").get("executorPeakBytes").asLong())
                .as("heap, and what Spark leaves beside it")
                .isBetween(1L, (700L + 384) << 20);
    }

    @Test
    void whatIsToldOfTypedSitesAndSitesOfTheTargetsAloneIsThereToo() throws Exception {
        String[] more = {"--model", "none", "--empirical", "--keep-target-only", "--rephase", "--format", "GT,DS,PQ"};
        alone("alone.bcf", more);
        ended(submit("job.bcf", more), "job.bcf");
        same("alone.bcf", "job.bcf", ".csi");
    }

    @Test
    void aWorkerThatDiesIsReplacedByTheOther() throws Exception {
        alone("alone-none.vcf.gz", "--model", "none");
        Process job = submit("worker.vcf.gz", "--model", "none");
        awaitUnits(job, "worker.vcf.gz", 2);
        cluster.kill(WORKERS.remove(0));
        ended(job, "worker.vcf.gz");
        same("alone-none.vcf.gz", "worker.vcf.gz", ".tbi");
        WORKERS.add(cluster.worker("worker3"));
    }

    @Test
    void aSecondSubmissionGoesOnWhereADriverDied() throws Exception {
        alone("alone-driver.vcf.gz", "--model", "none");
        Process job = submit("driver.vcf.gz", "--model", "none");
        awaitUnits(job, "driver.vcf.gz", 2);
        cluster.kill(job);
        Process other = submit("driver.vcf.gz", "--model", "none", "--format", "GT");
        assertThat(other.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(other.exitValue()).isEqualTo(2);
        assertThat(Files.readString(log("driver.vcf.gz")))
                .contains("an unfinished job that lies there was another one");
        ended(submit("driver.vcf.gz", "--model", "none"), "driver.vcf.gz");
        same("alone-driver.vcf.gz", "driver.vcf.gz", ".tbi");
        assertThat(results("driver.vcf.gz").get("units").asInt()
                        - results("driver.vcf.gz").get("earlierUnits").asInt())
                .isLessThan(15);
    }

    @Test
    void severalContigsAreOneJobAndASecondSubmissionGoesOnInTheSecond() throws Exception {
        List<String> inputs = example.argumentsOfTwoContigs();
        alone("alone-two.bcf", arguments(inputs, "alone-two.bcf", "--model", "none"));
        List<String> arguments = arguments(inputs, "two.bcf", "--model", "none");
        Process job = cluster.submit(log("two.bcf"), "local:" + JAR, arguments);
        awaitUnits(job, "two.bcf", "window[3-5]", 1);
        cluster.kill(job);
        ended(cluster.submit(log("two.bcf"), "local:" + JAR, arguments), "two.bcf");
        same("alone-two.bcf", "two.bcf", ".csi");
        assertThat(results("two.bcf").get("windows").asInt()).isEqualTo(6);
        assertThat(results("two.bcf").get("units").asInt())
                .as("three a window, of the second contig at most")
                .isBetween(1, 9);
    }
}
