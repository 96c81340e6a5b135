package org.haprag.training.config;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.config.ScenarioChoice;
import org.haprag.loss.weighting.Task;
import org.haprag.model.ModelConfig;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.training.TrainingConfig;
import org.haprag.training.TrainingRegion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that {@code --config} can set (data-schemas/config.schema.json).
 *
 * @param model sizes of the network
 * @param retrieval how neighbours are found, in training and in every imputation with the model
 * @param training the loop
 * @param loss what is minimised
 */
public record RunConfig(ModelConfig model, RetrievalConfig retrieval, TrainingConfig training, LossConfig loss) {
    private static final Logger LOG = LoggerFactory.getLogger(RunConfig.class);

    /** Each module's own defaults: what configs/default.yaml spells out. */
    public static RunConfig defaults() {
        return new RunConfig(
                ModelConfig.defaults(), RetrievalConfig.defaults(), TrainingConfig.defaults(), LossConfig.defaults());
    }

    /** The same for the network of an existing model. */
    public RunConfig startingFrom(ModelManifest manifest) {
        return new RunConfig(manifest.model(), manifest.retrieval(), training, loss);
    }

    /**
     * Refuses what each section allows but both together cannot mean.
     *
     * @return this
     */
    RunConfig validate() {
        loss.validate();
        if (loss.taskWeights().containsKey(Task.INFO_NCE) && training.targetsPerStep() < 2) {
            throw new InputException(
                    "training.targetsPerStep",
                    "InfoNCE tells a target's haplotypes from those of other targets, and there is no other",
                    Integer.toString(training.targetsPerStep()),
                    "at least 2 while loss.tasks.infoNce > 0",
                    "raise it or remove infoNce");
        }
        return this;
    }

    /**
     * What a network made by this configuration says of itself before it has learned anything.
     *
     * @param where the configuration, for errors
     * @throws InputException if model and retrieval do not fit each other
     */
    public ModelManifest freshManifest(String where) {
        try {
            return new ModelManifest(ModelFile.FORMAT_VERSION, model, retrieval, Map.of());
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    where,
                    "model and retrieval do not fit each other",
                    String.valueOf(e.getMessage()),
                    "model.scales as many as retrieval.scales, and at least model.neighbours in retrieval.neighbours",
                    "change one of them",
                    e);
        }
    }

    /** The same with other settings of the loop. */
    public RunConfig withTraining(TrainingConfig other) {
        return new RunConfig(model, retrieval, other, loss);
    }

    /** The same with {@code loss.scenario: auto} replaced by the preset that fits the panels; says why in the log. */
    public RunConfig resolved(List<TrainingRegion> regions) {
        if (loss.scenario() != LossConfig.Scenario.AUTO) return this;
        double[] maf = regions.stream()
                .map(TrainingRegion::panel)
                .flatMapToDouble(RunConfig::maf)
                .toArray();
        ScenarioChoice choice = ScenarioChoice.from(maf);
        LOG.info("loss.scenario auto: {}. {}", choice.preset(), choice.reason());
        return new RunConfig(model, retrieval, training, loss.resolve(maf));
    }

    private static DoubleStream maf(HaplotypePanel panel) {
        return IntStream.range(0, panel.alleleRowCount()).mapToDouble(panel::maf);
    }
}
