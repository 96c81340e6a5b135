package org.haprag.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.haprag.cli.BuildInfo;
import org.haprag.cli.RegionOption;
import org.haprag.cli.RequiredFirstHelp;
import org.haprag.cli.Run;
import org.haprag.cli.RunCommand;
import org.haprag.cli.ThreadsOption;
import org.haprag.evaluation.report.TextTable;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Scores;
import org.haprag.training.run.TrainRequest;
import org.haprag.training.run.Training;
import org.haprag.training.run.TrainingOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imputer train}: adapts a model to phased panels, or trains one from nothing. */
@Command(
        name = "train",
        description =
                "Adapts the model to one or several phased panels, or trains a new one. Ends with a table of r2 and "
                        + "F1 by MAF, on panel samples that were not used in training. Writes OUT, OUT.history.tsv and "
                        + "OUT.metrics.json.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer train --vcf panel.chr20.vcf.gz --map chr20.map.gz --out adapted.safetensors"})
public final class TrainCommand extends RunCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PanelArguments panels;

    @Mixin
    private RegionOption region;

    @Mixin
    private StartOptions start;

    @Option(
            names = "--out",
            defaultValue = "model.safetensors",
            paramLabel = "FILE",
            description = "Model to write. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--device",
            defaultValue = "auto",
            paramLabel = "auto|cpu|gpu:N",
            description =
                    "Where the network runs. auto: on a GPU if libtorch finds one, else on the CPU. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--resume",
            description = "Continue an interrupted run from OUT.checkpoint. The weights are the same as those of an "
                    + "undisturbed run. Without a checkpoint, start from the beginning.")
    private boolean resume;

    @Override
    protected Path output() {
        return out;
    }

    @Override
    protected Run.OutputKind outputKind() {
        return Run.OutputKind.FILE;
    }

    @Override
    protected void run(Run run) throws IOException {
        run.seed(seed);
        threads.limitParallelStreams();
        TrainingOutcome outcome = Training.run(
                new TrainRequest(
                        panels.panels(region.region()),
                        start.init(),
                        start.configFile(),
                        start.steps(),
                        device,
                        threads.count(),
                        seed,
                        resume,
                        new TrainRequest.Output(
                                out,
                                Run.withoutFolders(run.provenance()),
                                BuildInfo.load().program())),
                run);
        List<Function<MafStratum, Scores>> columns = new ArrayList<>();
        for (MafStratifiedScores scores : outcome.scores().values()) columns.add(scores::scores);
        var stdout = spec.commandLine().getOut();
        stdout.println(outcome.caption());
        stdout.println(TextTable.comparison(List.copyOf(outcome.scores().keySet()), columns));
        stdout.println(outcome.advice());
        stdout.flush();
    }
}
