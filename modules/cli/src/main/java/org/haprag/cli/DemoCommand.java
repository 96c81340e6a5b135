package org.haprag.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.haprag.evaluation.report.OutputFiles;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.RandomDraw;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelVcfWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code imputer demo}: the whole journey on the bundled example, by the program's own commands, each shown before it runs.
 * The model starts from nothing, so that what it reaches owes nothing to the weights that ship with the program.
 */
@Command(
        name = "demo",
        description =
                "Runs everything on the bundled example: 300 Europeans of 1000 Genomes, 3 Mb of chromosome 20. 60 of "
                        + "them become targets, at the sites of an array and without phase. Trains a model on the others, "
                        + "imputes and phases the targets, and compares the model with three baselines. Takes a few minutes.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer demo --out haprag-demo"})
public final class DemoCommand implements Callable<Integer> {
    private static final int HELD_OUT = 60;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            defaultValue = "haprag-demo",
            paramLabel = "DIR",
            description =
                    "Folder to write. It is made if missing; its files are overwritten. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Seed of the split and the training. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--steps",
            defaultValue = "600",
            paramLabel = "N",
            description = "Training steps. More steps take longer and give a better model. Default: ${DEFAULT-VALUE}.")
    private int steps;

    /** A command of the program that ended with another code than 0; it has said itself why. */
    private static final class CommandFailed extends Exception {
        private static final long serialVersionUID = 1L;
        private final int exitCode;

        CommandFailed(int exitCode) {
            super("exit code " + exitCode);
            this.exitCode = exitCode;
        }
    }

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        try {
            ExampleFiles.unpack(out);
            split();
            journey();
        } catch (CommandFailed e) {
            return e.exitCode;
        }
        say("");
        say(DemoVerdict.of(out.resolve("report").resolve(OutputFiles.METRICS)));
        say(String.format(
                Locale.ROOT,
                "Done in %s. The report: %s",
                LineProgress.span((System.nanoTime() - start) * 1e-9),
                file("report/" + OutputFiles.REPORT)));
        return 0;
    }

    /** Held-out samples become the truth, the others the panel. */
    private void split() {
        HaplotypePanel all = PanelReader.read(out.resolve(ExampleFiles.PANEL), PanelReadOptions.defaults())
                .panel();
        int[] order = RandomDraw.order(all.samples().count(), new SplittableRandom(seed));
        int[] held = Arrays.copyOf(order, HELD_OUT);
        int[] kept = Arrays.copyOfRange(order, HELD_OUT, order.length);
        Arrays.sort(held);
        Arrays.sort(kept);
        PanelVcfWriter.write(all.subset(kept), out.resolve("panel.vcf.gz"), List.of(), threads.count());
        PanelVcfWriter.write(all.subset(held), out.resolve("truth.vcf.gz"), List.of(), threads.count());
        say(ExampleFiles.PANEL + ": " + held.length + " of " + order.length + " samples are held out as "
                + file("truth.vcf.gz") + ", the other " + kept.length + " are " + file("panel.vcf.gz"));
        say(
                "As an array's, the targets are unphased; the nearest haplotype needs phased ones and gets them from 'imputer phase'.");
    }

    private void journey() throws CommandFailed {
        String map = file(ExampleFiles.MAP);
        String array = file(ExampleFiles.ARRAY);
        run("mask", "--vcf", file("truth.vcf.gz"), "--sites", array, "--unphase", "--out", file("target.vcf.gz"));
        List<String> train = new ArrayList<>(List.of("train", "--vcf", file("panel.vcf.gz"), "--map", map));
        train.addAll(List.of("--init", "random", "--steps", "" + steps, "--seed", "" + seed));
        train.addAll(List.of("--threads", "" + threads.count(), "--out", file("model.safetensors")));
        run(train.toArray(String[]::new));
        impute("model", "target", "--model", file("model.safetensors"));
        impute("copying", "target", "--model", "none");
        withPanel("phase", "target", "phased");
        impute("nearest", "phased", "--model", "none", "--retriever", "nearest-window");
        List<String> evaluate = new ArrayList<>(List.of("evaluate", "--truth", file("truth.vcf.gz")));
        evaluate.addAll(List.of("--panel", file("panel.vcf.gz"), "--imputed"));
        for (String name : List.of("model", "copying", "nearest")) evaluate.add(name + "=" + file(name + ".vcf.gz"));
        evaluate.addAll(List.of("--baseline", "AF_PRIOR", "--typed", array));
        evaluate.addAll(List.of("--history", file("model.safetensors.history.tsv"), "--out", file("report")));
        run(evaluate.toArray(String[]::new));
    }

    private void impute(String name, String target, String... model) throws CommandFailed {
        withPanel("impute", target, name, model);
    }

    /** A command from panel and targets to a file. */
    private void withPanel(String command, String target, String name, String... more) throws CommandFailed {
        List<String> args = new ArrayList<>(List.of(command, "--panel", file("panel.vcf.gz")));
        args.addAll(List.of("--target", file(target + ".vcf.gz"), "--map", file(ExampleFiles.MAP)));
        args.addAll(List.of(more));
        args.addAll(List.of("--threads", "" + threads.count(), "--out", file(name + ".vcf.gz")));
        run(args.toArray(String[]::new));
    }

    private String file(String name) {
        return out.resolve(name).toString();
    }

    private void run(String... args) throws CommandFailed {
        say("");
        say("$ imputer " + String.join(" ", args));
        CommandLine outer = spec.root().commandLine();
        int exitCode = Imputer.commandLine()
                .setOut(outer.getOut())
                .setErr(outer.getErr())
                .execute(args);
        if (exitCode != 0) throw new CommandFailed(exitCode);
    }

    private void say(String line) {
        PrintWriter to = spec.commandLine().getOut();
        to.println(line);
        to.flush();
    }
}
