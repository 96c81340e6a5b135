package org.haprag.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.haprag.cli.BuildInfo;
import org.haprag.cli.ModelSource;
import org.haprag.cli.RegionOption;
import org.haprag.cli.Run;
import org.haprag.cli.RunCommand;
import org.haprag.cli.ThreadsOption;
import org.haprag.cli.train.ConfigFile;
import org.haprag.cli.train.Fingerprint;
import org.haprag.cli.train.PanelArguments;
import org.haprag.cli.train.SampleNames;
import org.haprag.cli.train.StartOptions;
import org.haprag.evaluation.experiment.ConfigurationRuns;
import org.haprag.evaluation.experiment.ExperimentResult;
import org.haprag.evaluation.experiment.ExperimentSetting;
import org.haprag.evaluation.report.ExperimentFiles;
import org.haprag.evaluation.report.ExperimentTable;
import org.haprag.genotype.InputException;
import org.haprag.metrics.SampleBootstrap;
import org.haprag.model.HapRagModel;
import org.haprag.training.TrainingDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imputer experiment}: which of several ways to train is better, on samples that none of them saw. */
@Command(
        name = "experiment",
        description =
                "Trains each configuration of a suite with several seeds from the same start, imputes samples that none of"
                        + " them saw, and compares the configurations with the suite's reference: one table with paired"
                        + " intervals over samples and corrected tests, as experiment.html, .tsv and .json. Finished runs"
                        + " are kept in OUT/runs and not repeated.")
public final class ExperimentCommand extends RunCommand {
    /** Of the bootstrap, which decides nothing but the last digits of the intervals. */
    private static final long BOOTSTRAP_SEED = 1;

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
            description = "Seeds, at least three, instead of the suite's; more of them later add to the runs that are"
                    + " done. Default: those of the suite.")
    private List<Long> seeds;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            paramLabel = "auto|cpu|gpu:N",
            description = "Where the network computes; auto is a GPU where libtorch sees one, else the CPU.")
    private String device;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write; made if missing.")
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
        run.input("suite", suiteFile);
        Suite given = withSeeds(SuiteFile.read(suiteFile));
        panels.declare(run);
        SampleNames excluded = panels.excluded(run);
        double share = given.referenceEntry().config().training().validationShare();
        People people = run.phase("read", () -> People.read(run, panels, region.region(), excluded, given, share));
        Suite suite = given.withEntries(given.entries().stream()
                .map(e -> new Suite.Entry(e.name(), e.about(), StartOptions.resolved(e.config(), people.regions())))
                .toList());
        String program = BuildInfo.load().program();
        RunStore store = new RunStore(out, fingerprint(suite), fingerprint(people), program);
        SuiteRunner runner = new SuiteRunner(suite, people, TrainingDevice.find(device), threads.count(), store);
        List<ConfigurationRuns> runs = run.phase("train", () -> runner.run(run));
        ConfigurationRuns baseline = run.phase("baseline", runner::baseline);
        if (store.programs().size() > 1) {
            LOG.warn("{}: its runs were done by different versions: {}", out, String.join(", ", store.programs()));
        }
        ExperimentResult result = run.phase(
                "compare",
                () -> new ExperimentResult(
                        setting(suite, people, String.join(", ", store.programs())),
                        runs,
                        baseline,
                        new SampleBootstrap(SampleBootstrap.DEFAULT_REPLICATES, BOOTSTRAP_SEED)));
        write(run, result);
    }

    private Suite withSeeds(Suite suite) {
        if (seeds == null) return suite;
        List<Long> distinct = List.copyOf(new LinkedHashSet<>(seeds));
        if (distinct.size() < SuiteFile.LEAST_SEEDS) {
            throw new InputException(
                    "--seeds",
                    "they cannot tell a difference from the luck of a seed",
                    distinct.toString(),
                    "at least " + SuiteFile.LEAST_SEEDS + " different seeds",
                    "give more");
        }
        return suite.withSeeds(distinct);
    }

    /** Of everything that decides what a run does, but for its seed. */
    private static String fingerprint(Suite suite) {
        Fingerprint fingerprint = new Fingerprint()
                .add(suite.reference())
                .add(suite.start() == Suite.Start.BUNDLED ? ModelSource.digest(HapRagModel.bundled()) : "random")
                .add(suite.leftOutSamples())
                .add(suite.typedSpacingBp());
        suite.entries().forEach(e -> fingerprint.add(e.name()).add(ConfigFile.json(e.config())));
        return fingerprint.hex();
    }

    private static String fingerprint(People people) {
        return new Fingerprint().add(people.names()).add(people.regions()).hex();
    }

    private static ExperimentSetting setting(Suite suite, People people, String program) {
        return new ExperimentSetting(
                suite.name(),
                suite.question(),
                suite.reference(),
                suite.start() == Suite.Start.BUNDLED ? "the bundled weights" : "random weights",
                suite.seeds(),
                people.judged().name(),
                people.judged().panel().samples().count(),
                people.leftOut().people(),
                people.leftOut().typedCount(),
                people.judged().panel().siteCount(),
                program);
    }

    private void write(Run run, ExperimentResult result) throws IOException {
        ExperimentFiles.write(result, out);
        for (String name : ExperimentFiles.names()) run.output(name, out.resolve(name));
        var stdout = spec.commandLine().getOut();
        stdout.println(ExperimentTable.text(result));
        stdout.flush();
        LOG.info("report: {}", out.resolve(ExperimentFiles.REPORT));
    }
}
