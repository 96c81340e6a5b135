package org.haprag.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.haprag.cli.BuildInfo;
import org.haprag.cli.RegionOption;
import org.haprag.cli.RequiredFirstHelp;
import org.haprag.cli.Run;
import org.haprag.cli.RunCommand;
import org.haprag.cli.ThreadsOption;
import org.haprag.cli.train.PanelArguments;
import org.haprag.experiment.Experiment;
import org.haprag.experiment.ExperimentRequest;
import org.haprag.experiment.report.ExperimentFiles;
import org.haprag.experiment.report.ExperimentTable;
import org.haprag.experiment.result.ExperimentResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imputer experiment}: which of several ways to train is better, on samples that none of them saw. */
@Command(
        name = "experiment",
        description = "Trains each configuration of a suite with several seeds, imputes samples that none of them was "
                + "trained on, and compares each configuration with the suite's reference. Writes one table with "
                + "paired intervals and corrected tests as experiment.html, .tsv and .json. Finished runs are kept in "
                + "OUT/runs and not repeated.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {
            "  imputer experiment --suite configs/suites/quick-start.yaml --vcf panel.chr20.vcf.gz --out experiment"
        })
public final class ExperimentCommand extends RunCommand {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--suite",
            required = true,
            paramLabel = "FILE",
            description = "Configurations to compare, as YAML (data-schemas/suite.schema.json), such as those in"
                    + " configs/suites.")
    private Path suiteFile;

    @Mixin
    private PanelArguments panels;

    @Mixin
    private RegionOption region;

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "S",
            description =
                    "Seeds to use, at least three. If you add seeds later, finished runs are kept. Default: the seeds of "
                            + "the suite.")
    private List<Long> seeds;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            paramLabel = "auto|cpu|gpu:N",
            description =
                    "Where the network runs. auto: on a GPU if libtorch finds one, else on the CPU. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write. It is made if missing.")
    private Path out;

    @Override
    protected Path output() {
        return out;
    }

    @Override
    protected Run.OutputKind outputKind() {
        return Run.OutputKind.FOLDER;
    }

    @Override
    protected void run(Run run) throws IOException {
        threads.limitParallelStreams();
        ExperimentResult result = Experiment.run(
                new ExperimentRequest(
                        suiteFile,
                        panels.panels(region.region()),
                        seeds == null ? List.of() : seeds,
                        device,
                        threads.count(),
                        out,
                        BuildInfo.load().program()),
                run);
        var stdout = spec.commandLine().getOut();
        stdout.println(ExperimentTable.text(result));
        stdout.flush();
        LOG.info("report: {}", out.resolve(ExperimentFiles.REPORT));
    }
}
