package org.haprag.cli.train;

import org.haprag.genotype.InputException;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.weighting.Task;
import org.haprag.model.ModelConfig;
import org.haprag.model.ModelManifest;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.training.TrainingConfig;

/**
 * Everything that {@code --config} can set (data-schemas/config.schema.json).
 *
 * @param model sizes of the network
 * @param retrieval how neighbours are found, in training and for ever after
 * @param training the loop
 * @param loss what is minimised
 */
public record RunConfig(ModelConfig model, RetrievalConfig retrieval, TrainingConfig training, LossConfig loss) {
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

    RunConfig withTraining(TrainingConfig other) {
        return new RunConfig(model, retrieval, other, loss);
    }

    RunConfig withLoss(LossConfig other) {
        return new RunConfig(model, retrieval, training, other);
    }
}
