package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Region;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelVcfWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite of two configurations on a part of the example, to the end; then again, and changed. */
class ExperimentIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static CommandLineRun first;

    @BeforeAll
    static void aSuiteIsRun() throws Exception {
        ExampleFiles.unpack(folder);
        HaplotypePanel all = PanelReader.read(
                        folder.resolve(ExampleFiles.PANEL),
                        new PanelReadOptions(
                                Optional.of(new Region("20", 1_000_000, 1_300_000)),
                                PanelReadOptions.MissingCalls.REFUSE,
                                (read, total) -> {}))
                .panel();
        write(all, 60, "panel.vcf.gz");
        write(all, 59, "smaller.vcf.gz");
        Files.writeString(folder.resolve("tiny.yaml"), suite(2));
        Files.writeString(folder.resolve("changed.yaml"), suite(5));
        first = run("tiny.yaml", "panel.vcf.gz");
    }

    private static String suite(int gamma) {
        return "question: Which?\nreference: plain\ninit: random\nseeds: [1, 2, 3]\nleftOutSamples: 8\n"
                + "typedSpacingBp: 3500\nunphased: true\n"
                + "base: {model: {layers: 1}, training: {steps: 4, targetsPerStep: 4, rowsPerTarget: 32, validateEvery: 2,"
                + " validationShare: 0.2}}\n"
                + "configurations:\n  - {name: plain}\n  - {name: focal, loss: {hap: {kind: focal, gamma: " + gamma
                + "}}}\n";
    }

    private static void write(HaplotypePanel all, int samples, String name) {
        HaplotypePanel some = all.subset(IntStream.range(0, samples).toArray());
        PanelVcfWriter.write(some, folder.resolve(name), List.of(), 1);
    }

    private static CommandLineRun run(String suite, String panel, String... more) {
        return CommandLineRun.of(Stream.concat(
                        Stream.of(
                                "experiment",
                                "--suite=" + folder.resolve(suite),
                                "--vcf=" + folder.resolve(panel),
                                "--map=" + folder.resolve("chr20.b37.gmap.gz"),
                                "--threads=1",
                                "--out=" + folder.resolve("out")),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** When each finished run was written. */
    private static Map<String, String> runs() throws IOException {
        Map<String, String> times = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("out/runs"))) {
            for (Path f : files.filter(f -> f.toString().contains(".seed-")).toList()) {
                times.put(
                        f.getFileName().toString(), Files.getLastModifiedTime(f).toString());
            }
        }
        return times;
    }

    private static JsonNode result() throws IOException {
        return JSON.readTree(folder.resolve("out/experiment.json").toFile());
    }

    @Test
    void everyConfigurationIsTrainedWithEverySeedAndComparedOnPeopleThatNoneSaw() throws Exception {
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("plain *", "focal", "copying");
        assertThat(runs().keySet()).filteredOn(n -> n.endsWith(".json")).hasSize(2 * 3);
        JsonNode result = result();
        assertThat(SchemaFiles.complaints(SchemaFiles.ROOT.resolve("data-schemas/experiment.schema.json"), result))
                .isEmpty();
        assertThat(result.at("/setting/leftOutSamples").asInt()).isEqualTo(8);
        assertThat(result.at("/setting/unphasedSamples").asInt()).isEqualTo(8);
        assertThat(result.at("/setting/panelSamples").asInt()).isEqualTo(52);
        JsonNode plain = result.at("/configurations/0");
        assertThat(plain.at("/runs/0/steps").asInt()).isEqualTo(4);
        assertThat(plain.at("/scores/all/r2/value").asDouble()).isBetween(.5, 1.);
        assertThat(plain.at("/runs/0/r2/all").asDouble())
                .as("seeds differ")
                .isNotEqualTo(plain.at("/runs/1/r2/all").asDouble());
        assertThat(result.at("/configurations/1/runs/0/r2/all").asDouble())
                .as("losses differ")
                .isNotEqualTo(plain.at("/runs/0/r2/all").asDouble());
        assertThat(Files.readString(folder.resolve("out/experiment.html"))).contains("Which?");
        assertThat(SchemaFiles.complaints(
                        SchemaFiles.ROOT.resolve("data-schemas/run.schema.json"),
                        JSON.readTree(folder.resolve("out/experiment.run.json").toFile())))
                .isEmpty();
    }

    @Test
    void finishedRunsAreNotRepeatedAndAMissingOneComesOutTheSame() throws Exception {
        Map<String, String> before = runs();
        JsonNode result = result();
        Files.delete(folder.resolve("out/runs/focal.seed-2.json"));
        CommandLineRun again = run("tiny.yaml", "panel.vcf.gz");
        assertThat(again.exitCode()).as(again.err()).isZero();
        Map<String, String> after = runs();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((name, time) -> {
            if (name.startsWith("focal.seed-2.")) assertThat(time).as(name).isNotEqualTo(before.get(name));
            else assertThat(time).as(name).isEqualTo(before.get(name));
        });
        assertThat(result()).isEqualTo(result);
    }

    @Test
    void aChangedSuiteOrPanelIsRefusedAndNothingIsTouched() throws Exception {
        Map<String, String> before = runs();
        CommandLineRun suite = run("changed.yaml", "panel.vcf.gz");
        assertThat(suite.exitCode()).isEqualTo(2);
        assertThat(suite.err()).contains("holds runs of another suite", "another folder");
        CommandLineRun panel = run("tiny.yaml", "smaller.vcf.gz");
        assertThat(panel.exitCode()).isEqualTo(2);
        assertThat(panel.err()).contains("holds runs of another panel", "another folder");
        assertThat(runs()).isEqualTo(before);
    }

    @Test
    void fewerThanThreeSeedsAreRefused() {
        CommandLineRun two = run("tiny.yaml", "panel.vcf.gz", "--seeds=4,5");
        assertThat(two.exitCode()).isEqualTo(2);
        assertThat(two.err()).contains("--seeds", "at least 3");
    }

    @Test
    void aPanelOfTooFewPeopleIsRefused() throws Exception {
        Files.writeString(folder.resolve("greedy.yaml"), suite(2).replace("leftOutSamples: 8", "leftOutSamples: 31"));
        CommandLineRun greedy = run("greedy.yaml", "panel.vcf.gz");
        assertThat(greedy.exitCode()).isEqualTo(2);
        assertThat(greedy.err()).contains("leaves out more samples than it may", "31 of 60");
    }
}
