package org.haprag.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haprag.experiment.result.ConfigurationRuns;
import org.haprag.experiment.result.RunOutcome;
import org.haprag.genotype.InputException;
import org.haprag.imputation.ImputationMethod;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelFile;
import org.haprag.model.NetworkDevice;
import org.haprag.training.Trainer;
import org.haprag.training.config.RunConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the runs of a suite that are not done yet, one after another. */
final class SuiteRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SuiteRunner.class);

    private final Suite suite;
    private final People people;
    private final NetworkDevice device;
    private final int threads;
    private final RunStore store;

    SuiteRunner(Suite suite, People people, NetworkDevice device, int threads, RunStore store) {
        this.suite = suite;
        this.people = people;
        this.device = device;
        this.threads = threads;
        this.store = store;
    }

    /** All runs, by configuration in the suite's order. Seeds go first: an interrupted suite has seen every configuration. */
    List<ConfigurationRuns> run(RunRecorder recorder) throws IOException {
        long steps = 0;
        int missing = 0;
        for (Suite.Entry entry : suite.entries()) {
            for (long seed : suite.seeds()) {
                if (store.find(entry.name(), seed).isPresent()) continue;
                steps += entry.config().training().steps();
                missing++;
            }
        }
        int all = suite.entries().size() * suite.seeds().size();
        LOG.info("{}: {} runs, {} of them done already", suite.name(), all, all - missing);
        if (missing > 0) {
            try (Progress progress = recorder.progress("training", "steps", steps)) {
                for (long seed : suite.seeds()) {
                    for (Suite.Entry entry : suite.entries()) {
                        if (store.find(entry.name(), seed).isEmpty()) one(entry, seed, progress);
                    }
                }
            }
        }
        List<ConfigurationRuns> done = new ArrayList<>();
        RunConfig reference = suite.referenceEntry().config();
        for (Suite.Entry entry : suite.entries()) {
            List<RunOutcome> runs = suite.seeds().stream()
                    .map(seed -> store.find(entry.name(), seed).orElseThrow())
                    .toList();
            done.add(new ConfigurationRuns(entry.name(), entry.about(), entry.note(reference), runs));
        }
        return done;
    }

    private void one(Suite.Entry entry, long seed, Progress progress) throws IOException {
        RunConfig config = entry.config();
        try (HapRagModel model = open(config, seed)) {
            String label = entry.name() + " seed " + seed;
            RunWatch watch = new RunWatch(model, config.training().steps(), progress, label);
            String stopped = "";
            try {
                new Trainer(model, people.regions(), config.training(), config.loss(), seed, Optional.empty(), watch)
                        .train("", false);
            } catch (InputException e) {
                if (!watch.begun()) throw e; // it could not even begin
                stopped = String.valueOf(e.getMessage());
                LOG.warn("{}: {}", label, stopped);
            }
            watch.restoreLast();
            ImputationMethod method = ImputationMethod.network(model);
            RunOutcome outcome = new RunOutcome(
                    seed,
                    people.leftOut().scores(method, threads),
                    people.learned().scores(method, threads),
                    watch.curve(stopped));
            store.put(entry.name(), outcome);
            LOG.info(String.format(
                    Locale.ROOT,
                    "%s: r2 %.4f, rare %.4f",
                    label,
                    outcome.leftOut().scores(MafStratum.ALL).value(Metric.R2),
                    outcome.leftOut().scores(MafStratum.RARE).value(Metric.R2)));
        }
    }

    private HapRagModel open(RunConfig config, long seed) {
        if (suite.start() == Suite.Start.BUNDLED) return device.of(ModelFile.bundled(), "bundled");
        return device.random(config.freshManifest(suite.name()), seed);
    }

    /** The copying model that the reference's network begins at: it learns nothing, and shows what learning is worth. */
    ConfigurationRuns baseline() {
        try (HapRagModel model =
                open(suite.referenceEntry().config(), suite.seeds().get(0))) {
            ImputationMethod copying = ImputationMethod.retrievalOf(model);
            RunOutcome outcome = new RunOutcome(
                    0,
                    people.leftOut().scores(copying, threads),
                    people.learned().scores(copying, threads),
                    new RunOutcome.Curve(0, 0, 0, Double.NaN, Double.NaN, ""));
            String about = "the copying model alone, which the network corrects; it does not learn";
            return new ConfigurationRuns("copying", about, "", List.of(outcome));
        }
    }
}
