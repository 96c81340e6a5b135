package org.haprag.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.haprag.cli.ModelSource;
import org.haprag.cli.Run;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.config.ScenarioChoice;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.training.TrainingConfig;
import org.haprag.training.TrainingRegion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** {@code --init}, {@code --config} and {@code --steps}: what training starts from and how it goes about it. */
public final class StartOptions {
    private static final Logger LOG = LoggerFactory.getLogger(StartOptions.class);

    private static final String RANDOM = "random";

    @Option(
            names = "--init",
            defaultValue = ModelSource.BUNDLED,
            paramLabel = "bundled|random|FILE",
            description = "What to start from: the model that ships with the program, nothing, or a file that 'imputer"
                    + " train' wrote.")
    private String init;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings as YAML (data-schemas/config.schema.json), such as retrieval: {kind: copying, nearest-window or"
                            + " embedding}; what it leaves out keeps its default. Default: configs/default.yaml.")
    private Path configFile;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Optimiser steps, instead of training.steps of --config. Default: that.")
    private Integer steps;

    String init() {
        return init;
    }

    /** The model to start from; empty for a random one. */
    Optional<ModelFile> load(Run run) throws IOException {
        return init.equals(RANDOM) ? Optional.empty() : Optional.of(ModelSource.load(run, "init", init));
    }

    /** The configuration: defaults, then the model to start from, then the file, then {@code --steps}. */
    RunConfig config(Run run, Optional<ModelFile> from) throws IOException {
        RunConfig base = RunConfig.defaults();
        if (from.isPresent()) base = base.startingFrom(from.get().manifest());
        RunConfig config = base;
        if (configFile != null) {
            run.input("config", configFile);
            config = ConfigFile.read(configFile, base);
        }
        if (from.isPresent()) refuseOtherNetwork(config, base);
        return steps == null ? config : config.withTraining(withSteps(config.training()));
    }

    private void refuseOtherNetwork(RunConfig config, RunConfig base) {
        String section = !config.model().equals(base.model())
                ? "model"
                : !config.retrieval().equals(base.retrieval()) ? "retrieval" : null;
        if (section == null) return;
        Object found = section.equals("model") ? config.model() : config.retrieval();
        Object expected = section.equals("model") ? base.model() : base.retrieval();
        throw new InputException(
                configFile + ", section " + section,
                "the weights of --init " + init + " were trained with other settings and fit no others",
                found.toString(),
                expected.toString(),
                "remove the section, or start from nothing with --init random");
    }

    private TrainingConfig withSteps(TrainingConfig t) {
        if (steps < 1) {
            throw new InputException("--steps", "the value is out of range", steps + "", "at least 1", "change it");
        }
        return t.withSteps(steps);
    }

    /** The manifest of a network that has learned nothing. */
    ModelManifest freshManifest(RunConfig config) {
        try {
            return new ModelManifest(ModelFile.FORMAT_VERSION, config.model(), config.retrieval(), Map.of());
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    String.valueOf(configFile),
                    "model and retrieval do not fit each other",
                    String.valueOf(e.getMessage()),
                    "model.scales as many as retrieval.scales, and at least model.neighbours in retrieval.neighbours",
                    "change one of them",
                    e);
        }
    }

    /** The configuration with {@code loss.scenario: auto} replaced by the preset that fits the panels, with the reason. */
    public static RunConfig resolved(RunConfig config, List<TrainingRegion> regions) {
        if (config.loss().scenario() != LossConfig.Scenario.AUTO) return config;
        double[] maf = regions.stream()
                .map(TrainingRegion::panel)
                .flatMapToDouble(StartOptions::maf)
                .toArray();
        ScenarioChoice choice = ScenarioChoice.from(maf);
        LOG.info("loss.scenario auto: {}. {}", choice.preset(), choice.reason());
        return config.withLoss(config.loss().resolve(maf));
    }

    private static DoubleStream maf(HaplotypePanel panel) {
        return IntStream.range(0, panel.alleleRowCount()).mapToDouble(panel::maf);
    }
}
