package org.haprag.training.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.haprag.model.NetworkDevice;

/**
 * What to train.
 *
 * @param panels to learn from
 * @param init what to start from, see {@link StartingPoint#name}
 * @param configFile settings as YAML; what it leaves out keeps its default
 * @param steps optimiser steps instead of the configuration's, at least 1
 * @param device as {@link NetworkDevice#find} takes it
 * @param threads that impute for the closing table
 * @param seed of everything random
 * @param resume whether to go on from the checkpoint beside {@code out}, if there is one
 * @param out what to write
 */
public record TrainRequest(
        TrainingPanels panels,
        String init,
        Optional<Path> configFile,
        OptionalInt steps,
        String device,
        int threads,
        long seed,
        boolean resume,
        Output out) {
    /**
     * The model to write, and what it says of itself; no time of day, so that the same run makes the same file.
     *
     * @param model history, metrics and checkpoint lie beside it
     * @param command that made it, without what changes nothing
     * @param program version that made it
     */
    public record Output(Path model, String command, String program) {
        Path history() {
            return beside(".history.tsv");
        }

        Path metrics() {
            return beside(".metrics.json");
        }

        Path checkpoint() {
            return beside(".checkpoint");
        }

        private Path beside(String suffix) {
            return model.resolveSibling(model.getFileName() + suffix);
        }
    }
}
