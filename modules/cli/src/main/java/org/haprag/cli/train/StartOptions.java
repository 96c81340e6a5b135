package org.haprag.cli.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.haprag.genotype.InputException;
import org.haprag.imputation.ModelSource;
import picocli.CommandLine.Option;

/** {@code --init}, {@code --config} and {@code --steps}: what training starts from and how it goes about it. */
public final class StartOptions {
    @Option(
            names = "--init",
            defaultValue = ModelSource.BUNDLED,
            paramLabel = "bundled|random|FILE",
            description =
                    "What to start from: the model in the jar, random weights, or a file that 'imputer train' wrote. Default: ${DEFAULT-VALUE}.")
    private String init;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings as YAML (data-schemas/config.schema.json). Settings that are not in the file keep their "
                            + "default. Default: configs/default.yaml.")
    private Path configFile;

    @Option(names = "--steps", paramLabel = "N", description = "Training steps. Default: training.steps of --config.")
    private Integer steps;

    String init() {
        return init;
    }

    Optional<Path> configFile() {
        return Optional.ofNullable(configFile);
    }

    OptionalInt steps() {
        if (steps == null) return OptionalInt.empty();
        if (steps < 1) {
            throw new InputException("--steps", "the value is out of range", steps + "", "at least 1", "change it");
        }
        return OptionalInt.of(steps);
    }
}
