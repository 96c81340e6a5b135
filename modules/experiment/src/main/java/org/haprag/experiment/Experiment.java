package org.haprag.experiment;

import java.io.IOException;
import java.util.List;
import org.haprag.experiment.report.ExperimentFiles;
import org.haprag.experiment.result.ConfigurationRuns;
import org.haprag.experiment.result.ExperimentResult;
import org.haprag.experiment.result.ExperimentSetting;
import org.haprag.genotype.InputException;
import org.haprag.imputation.ModelSource;
import org.haprag.io.RunRecorder;
import org.haprag.metrics.SampleBootstrap;
import org.haprag.model.ModelFile;
import org.haprag.model.NetworkDevice;
import org.haprag.training.config.ConfigFile;
import org.haprag.training.run.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains the configurations of a suite, judges them on samples that none of them saw, and writes the comparison. */
public final class Experiment {
    private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);

    /** Of the bootstrap, which decides nothing but the last digits of the intervals. */
    private static final long BOOTSTRAP_SEED = 1;

    private Experiment() {}

    /**
     * Does the runs that are not done yet, and compares all of them.
     *
     * @throws InputException if suite, panels or device cannot be used as they are, or the folder holds other runs
     */
    public static ExperimentResult run(ExperimentRequest request, RunRecorder recorder) throws IOException {
        recorder.input("suite", request.suite());
        Suite given = SuiteFile.read(request.suite());
        request.panels().declare(recorder);
        double share = given.referenceEntry().config().training().validationShare();
        People people = recorder.phase("read", () -> People.read(request.panels(), given, share, recorder));
        Suite suite = given.withEntries(given.entries().stream()
                        .map(e ->
                                new Suite.Entry(e.name(), e.about(), e.config().resolved(people.regions())))
                        .toList())
                .withSeeds(request.seeds().isEmpty() ? given.seeds() : request.seeds());
        RunStore store = new RunStore(request.out(), fingerprint(suite), fingerprint(people), request.program());
        SuiteRunner runner =
                new SuiteRunner(suite, people, NetworkDevice.find(request.device()), request.threads(), store);
        List<ConfigurationRuns> runs = recorder.phase("train", () -> runner.run(recorder));
        ConfigurationRuns baseline = recorder.phase("baseline", runner::baseline);
        String programs = String.join(", ", store.programs());
        if (store.programs().size() > 1) {
            LOG.warn("{}: its runs were done by different versions: {}", request.out(), programs);
        }
        ExperimentResult result = recorder.phase(
                "compare",
                () -> new ExperimentResult(
                        setting(suite, people, programs),
                        runs,
                        baseline,
                        new SampleBootstrap(SampleBootstrap.DEFAULT_REPLICATES, BOOTSTRAP_SEED)));
        ExperimentFiles.write(result, request.out());
        for (String name : ExperimentFiles.names()) {
            recorder.output(name, request.out().resolve(name));
        }
        return result;
    }

    /** Of everything that decides what a run does, but for its seed. */
    private static String fingerprint(Suite suite) {
        Fingerprint fingerprint = new Fingerprint()
                .add(suite.reference())
                .add(suite.start() == Suite.Start.BUNDLED ? ModelSource.digest(ModelFile.bundled()) : "random")
                .add(suite.leftOutSamples())
                .add(suite.typedSpacingBp());
        if (suite.unphased()) fingerprint.add("unphased"); // else as it was before suites could say so
        suite.entries().forEach(e -> fingerprint.add(e.name()).add(ConfigFile.json(e.config())));
        return fingerprint.hex();
    }

    private static String fingerprint(People people) {
        return new Fingerprint().add(people.names()).add(people.regions()).hex();
    }

    private static ExperimentSetting setting(Suite suite, People people, String programs) {
        return new ExperimentSetting(
                suite.name(),
                suite.question(),
                suite.reference(),
                suite.start() == Suite.Start.BUNDLED ? "the bundled weights" : "random weights",
                suite.seeds(),
                people.judged().name(),
                people.judged().panel().samples().count(),
                people.leftOut().people(),
                people.leftOut().unphased(),
                people.leftOut().typedCount(),
                people.judged().panel().siteCount(),
                programs);
    }
}
