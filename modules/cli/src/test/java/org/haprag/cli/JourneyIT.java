package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Region;
import org.haprag.genotype.Sha256;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelVcfWriter;
import org.haprag.model.ModelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Panel to report by the command line: train, impute, evaluate, on a part of the example and with few steps. */
class JourneyIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static CommandLineRun training;

    @BeforeAll
    static void aModelIsTrainedOnSixtySamples() throws Exception {
        ExampleFiles.unpack(folder);
        HaplotypePanel all = PanelReader.read(
                        folder.resolve(ExampleFiles.PANEL),
                        new PanelReadOptions(
                                Optional.of(new Region("20", 1_000_000, 1_500_000)),
                                PanelReadOptions.MissingCalls.REFUSE,
                                (read, total) -> {}))
                .panel();
        write(all.subset(IntStream.range(0, 60).toArray()), "panel.vcf.gz");
        write(all.subset(IntStream.range(60, 70).toArray()), "truth.vcf.gz");
        assertThat(run("mask --vcf truth.vcf.gz --sites array_sites.txt --out target.vcf.gz")
                        .exitCode())
                .isZero();
        Files.writeString(
                folder.resolve("config.yaml"),
                "training: {steps: 4, targetsPerStep: 4, rowsPerTarget: 32, validateEvery: 2, validationShare: 0.2}\n"
                        + "model: {layers: 1}\n");
        training = run("train --vcf panel.vcf.gz --map chr20.b37.gmap.gz --init random --config config.yaml"
                + " --device cpu --out model.safetensors");
    }

    private static void write(HaplotypePanel panel, String name) {
        PanelVcfWriter.write(panel, folder.resolve(name), List.of(), 1);
    }

    /** Runs a command line in which every word that looks like a file is one of the folder. */
    private static CommandLineRun run(String line) {
        List<String> args = new ArrayList<>();
        for (String word : line.split(" +")) {
            boolean file = word.matches("[@=\\w-]*[\\w.-]+\\.(vcf\\.gz|gz|txt|yaml|safetensors|tsv)|report\\w*");
            int from = word.startsWith("@") ? 1 : word.indexOf('=') + 1;
            args.add(file ? word.substring(0, from) + folder.resolve(word.substring(from)) : word);
        }
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    private static CommandLineRun impute(String rest) {
        return run("impute --panel panel.vcf.gz --map chr20.b37.gmap.gz " + rest);
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

    private static JsonNode runRecord(String output) throws IOException {
        JsonNode record = JSON.readTree(folder.resolve(output + ".run.json").toFile());
        assertThat(SchemaFiles.complaints(SchemaFiles.ROOT.resolve("data-schemas/run.schema.json"), record))
                .isEmpty();
        return record;
    }

    @Test
    void trainingLeavesAModelItsHistoryAndATableOfSamplesItDidNotTrainOn() throws Exception {
        assertThat(training.exitCode()).as(training.err()).isZero();
        assertThat(training.out())
                .contains(
                        "12 samples that were not trained on, 6 of them unphased, ",
                        "copying",
                        "bundled",
                        "adapted",
                        "AF prior",
                        "rare <.05",
                        "macro F1",
                        "Use ");
        assertThat(Files.readAllLines(folder.resolve("model.safetensors.history.tsv")))
                .hasSize(1 + 3)
                .first()
                .asString()
                .startsWith("step\ttrain_loss\tvalidation_loss");
        assertThat(folder.resolve("model.safetensors.checkpoint")).doesNotExist();
        JsonNode record = runRecord("model.safetensors");
        assertThat(record.at("/config/runConfig/training/steps").asInt()).isEqualTo(4);
        assertThat(record.at("/config/runConfig/training/learningRate").isNumber())
                .isTrue();
        assertThat(record.at("/results/validationR2/adapted/all").asDouble()).isBetween(.5, 1.);
        ModelFile model = ModelFile.read(folder.resolve("model.safetensors"));
        assertThat(SchemaFiles.complaints(
                        SchemaFiles.ROOT.resolve("data-schemas/model.schema.json"), JSON.valueToTree(model.manifest())))
                .isEmpty();
        assertThat(model.manifest().provenance()).containsEntry("seed", "1").containsEntry("init", "random");
    }

    @Test
    void theSameTrainingMakesTheSameFileForAnyNumberOfThreads() throws Exception {
        run("train --vcf panel.vcf.gz --map chr20.b37.gmap.gz --init random --config config.yaml --device cpu"
                + " --threads 1 --out again.safetensors");
        assertThat(Files.readAllBytes(folder.resolve("again.safetensors")))
                .isEqualTo(Files.readAllBytes(folder.resolve("model.safetensors")));
    }

    @Test
    void whatIsImputedIsJudgedAndOtherProgramsReadIt() throws Exception {
        CommandLineRun imputed = impute("--target target.vcf.gz --model model.safetensors --out imputed.vcf.gz");
        assertThat(imputed.exitCode()).as(imputed.err()).isZero();
        int sites = records("truth.vcf.gz").size();
        assertThat(records("imputed.vcf.gz")).hasSize(sites);
        assertThat(lines("imputed.vcf.gz"))
                .filteredOn(l -> l.startsWith("##haprag_"))
                .satisfiesExactly(
                        l -> assertThat(l).matches("##haprag_version=\\d+\\.\\d+\\.\\d+"),
                        l -> assertThat(l).matches("##haprag_commit=([0-9a-f]{7,}|unknown)"),
                        l -> assertThat(l).matches("##haprag_model=model\\.safetensors sha256:[0-9a-f]{64}"),
                        l -> assertThat(l)
                                .isEqualTo("##haprag_inputs=panel sha256:"
                                        + Sha256.of(folder.resolve("panel.vcf.gz")) + ", target sha256:"
                                        + Sha256.of(folder.resolve("target.vcf.gz"))),
                        l -> assertThat(l).startsWith("##haprag_command=impute "));
        JsonNode record = runRecord("imputed.vcf.gz");
        assertThat(record.at("/results/targetSites/MATCHED").asInt())
                .isEqualTo(records("target.vcf.gz").size());
        assertThat(Files.readAllLines(folder.resolve("imputed.vcf.gz.sites.tsv")))
                .hasSize(1 + records("target.vcf.gz").size());
        CommandLineRun judged = run("evaluate --truth truth.vcf.gz --panel panel.vcf.gz --imputed ours=imputed.vcf.gz"
                + " --bootstrap 0 --typed array_sites.txt --history model.safetensors.history.tsv --out report");
        assertThat(judged.exitCode()).as(judged.err()).isZero();
        assertThat(judged.out()).contains("rare <.05");
        assertThat(Files.readString(folder.resolve("report/report.html")))
                .contains("validation loss", "effective data use", "Where loss and gradient come from")
                .contains("of the sites carry nine tenths of the gradient");
        assertThat(program("tabix", folder.resolve("imputed.vcf.gz").toString(), "20:1100000-1200000"))
                .isEqualTo(records("imputed.vcf.gz").stream()
                        .filter(l -> position(l) >= 1_100_000 && position(l) <= 1_200_000)
                        .toList());
        assertThat(program(
                        "bcftools",
                        "view",
                        "-H",
                        folder.resolve("imputed.vcf.gz").toString()))
                .hasSize(sites);
    }

    private static int position(String line) {
        return Integer.parseInt(line.split("\t", 3)[1]);
    }

    /** Lines of a program's standard output; the test is skipped where the program is not installed. */
    private static List<String> program(String... command) throws Exception {
        boolean there = new ProcessBuilder("sh", "-c", "command -v " + command[0])
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(there, command[0] + " is not installed");
        Path out = folder.resolve(command[0] + ".out");
        Process process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(out);
    }

    @Test
    void theBundledModelImputesWithoutTrainingAndSaysWhatItIs() throws Exception {
        CommandLineRun run = impute("--target target.vcf.gz --out bundled.vcf.gz");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(lines("bundled.vcf.gz")).anyMatch(l -> l.matches("##haprag_model=bundled sha256:[0-9a-f]{64}"));
        assertThat(run("info bundled").out()).contains("model        bundled", "FLOP per genotype");
    }

    @Test
    void oneThreadAndTwoWriteTheSameBytes() throws Exception {
        impute("--target target.vcf.gz --model model.safetensors --format GT,DS,GP,HDS --threads 1 --out one.vcf.gz");
        impute("--target target.vcf.gz --model model.safetensors --format GT,DS,GP,HDS --threads 2 --out two.vcf.gz");
        assertThat(Files.readAllBytes(folder.resolve("one.vcf.gz")))
                .isEqualTo(Files.readAllBytes(folder.resolve("two.vcf.gz")));
        assertThat(Files.readAllBytes(folder.resolve("one.vcf.gz.tbi")))
                .isEqualTo(Files.readAllBytes(folder.resolve("two.vcf.gz.tbi")));
        assertThat(records("one.vcf.gz").get(0)).contains("GT:DS:GP:HDS");
    }

    @Test
    void sitesThatAreThereWithoutCallsAreImputedLikeSitesThatAreNotThere() throws Exception {
        List<String> typed = records("target.vcf.gz");
        StringBuilder text = new StringBuilder();
        for (String line : lines("truth.vcf.gz")) {
            boolean hidden = !line.startsWith("#") && !typed.contains(line);
            text.append(hidden ? line.replaceAll("\t[01]\\|[01](?=\t|$)", "\t./.") : line)
                    .append('\n');
        }
        Files.writeString(folder.resolve("dots.vcf"), text);
        impute("--target target.vcf.gz --model none --out removed.vcf.gz");
        CommandLineRun dots = impute("--target " + folder.resolve("dots.vcf") + " --model none --out dots.vcf.gz");
        assertThat(dots.exitCode()).as(dots.err()).isZero();
        assertThat(records("dots.vcf.gz")).isEqualTo(records("removed.vcf.gz"));
        assertThat(Files.readString(folder.resolve("dots.vcf.gz.sites.tsv"))).contains("\tno\tNO_CALLS\tno target");
    }

    @Test
    void theNearestHaplotypeIsABaselineToo() throws Exception {
        CommandLineRun nearest =
                impute("--target target.vcf.gz --model none --retriever nearest-window --out nearest.vcf.gz");
        assertThat(nearest.exitCode()).as(nearest.err()).isZero();
        assertThat(records("nearest.vcf.gz")).hasSize(records("truth.vcf.gz").size());
        CommandLineRun both =
                impute("--target target.vcf.gz --model model.safetensors --retriever copying --out both.vcf.gz");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--retriever", "--model none");
    }

    @Test
    void aSampleThatIsInThePanelTooIsNotCopiedFromItself() throws Exception {
        HaplotypePanel panel = PanelReader.read(folder.resolve("panel.vcf.gz"), PanelReadOptions.defaults())
                .panel();
        write(panel.subset(new int[] {3, 4}), "own.vcf.gz");
        run("mask --vcf own.vcf.gz --sites array_sites.txt --out owntarget.vcf.gz");
        CommandLineRun refused = impute("--target owntarget.vcf.gz --model none --out ownout.vcf.gz");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("all targets are in the panel; found 2 of 2", "--accept targets-in-panel");
        assertThat(impute("--target owntarget.vcf.gz --model none --accept targets-in-panel --out ownout.vcf.gz")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(folder.resolve("ownout.vcf.gz.log"))).contains("2 of the targets are in the panel");
        write(panel.subset(IntStream.range(0, 60).filter(s -> s != 3).toArray()), "without.vcf.gz");
        run("impute --panel without.vcf.gz --map chr20.b37.gmap.gz --target owntarget.vcf.gz --model none"
                + " --out withoutout.vcf.gz");
        List<String> own = records("ownout.vcf.gz");
        List<String> without = records("withoutout.vcf.gz");
        for (int i = 0; i < own.size(); i++) {
            assertThat(own.get(i).split("\t")[9]).isEqualTo(without.get(i).split("\t")[9]);
        }
    }

    @Test
    void targetsOfAnotherContigEndWith2AndATableThatSaysWhy() throws Exception {
        List<String> moved = new ArrayList<>();
        for (String line : lines("target.vcf.gz"))
            moved.add(line.replaceFirst("^20\t", "7\t").replace("ID=20>", "ID=7>"));
        Path file = Files.write(folder.resolve("moved.vcf"), moved);
        CommandLineRun run = CommandLineRun.of(
                "impute",
                "--panel",
                folder.resolve("panel.vcf.gz").toString(),
                "--target",
                file.toString(),
                "--model",
                "none",
                "--out",
                folder.resolve("moved.vcf.gz").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("found none in 20, but some on 7");
        assertThat(folder.resolve("moved.vcf.gz")).doesNotExist();
        assertThat(folder.resolve("moved.vcf.gz.sites.tsv")).isRegularFile();
    }

    @Test
    void argumentsOfARunCanComeFromAFile() throws Exception {
        Files.writeString(
                folder.resolve("options.txt"),
                "impute\n--panel " + folder.resolve("panel.vcf.gz") + "\n--target " + folder.resolve("target.vcf.gz")
                        + "\n--model none\n--window-cm 0.3 --overlap-cm 0.2\n--out " + folder.resolve("file.vcf.gz")
                        + "\n");
        CommandLineRun run = run("@options.txt");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(runRecord("file.vcf.gz").at("/results/windows").asInt()).isEqualTo(2);
    }

    @Test
    void aCheckpointOfAnotherRunIsNotResumed() throws Exception {
        Files.copy(folder.resolve("model.safetensors"), folder.resolve("other.safetensors.checkpoint"));
        CommandLineRun run = run("train --vcf panel.vcf.gz --init random --config config.yaml --device cpu --resume"
                + " --out other.safetensors");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("other.safetensors.checkpoint", "another run");
        assertThat(folder.resolve("other.safetensors")).doesNotExist();
    }

    @Test
    void settingsThatDoNotFitTheModelToStartFromAreRefused() throws Exception {
        Files.writeString(folder.resolve("wider.yaml"), "model: {width: 64}\n");
        CommandLineRun run =
                run("train --vcf panel.vcf.gz --init model.safetensors --config wider.yaml --out wider.safetensors");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("section model", "width=64", "width=32", "--init random");
    }

    @Test
    void aFileThatIsNoHistoryEndsWith2() {
        CommandLineRun run = run("evaluate --truth truth.vcf.gz --panel panel.vcf.gz --imputed truth.vcf.gz"
                + " --history array_sites.txt --out report2");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("array_sites.txt:1", "not the history of a training run");
    }

    @Test
    void aDeviceThatIsNotThereEndsWith2() {
        for (String device : List.of("gpu:99", "tpu")) {
            CommandLineRun run =
                    run("train --vcf panel.vcf.gz --init random --steps 1 --out d.safetensors --device " + device);
            assertThat(run.exitCode()).as(device).isEqualTo(2);
            assertThat(run.err()).contains("--device", device);
        }
    }

    @Test
    void aTrainedModelCanBeTrainedOn() throws Exception {
        Files.writeString(folder.resolve("names.txt"), "HG00096\nNOBODY\n");
        CommandLineRun run = run("train --vcf panel.vcf.gz --vcf panel.vcf.gz --map chr20.b37.gmap.gz"
                + " --init model.safetensors --steps 1 --exclude-samples names.txt --out on.safetensors");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve("on.safetensors.log"))).contains("in no panel, such as ");
        assertThat(ModelFile.read(folder.resolve("on.safetensors"))
                        .manifest()
                        .provenance()
                        .get("init"))
                .contains("model.safetensors");
    }
}
