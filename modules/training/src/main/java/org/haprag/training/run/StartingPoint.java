package org.haprag.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.imputation.ModelSource;
import org.haprag.io.RunRecorder;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.model.NetworkDevice;
import org.haprag.training.config.ConfigFile;
import org.haprag.training.config.RunConfig;

/**
 * The weights that training begins with.
 *
 * @param name {@link #RANDOM}, {@link ModelSource#BUNDLED}, or the model's file
 * @param model empty for random weights
 */
public record StartingPoint(String name, Optional<ModelFile> model) {
    /** The name of weights that know nothing, the same for the same seed. */
    public static final String RANDOM = "random";

    /** Reads a model by its name, see {@link #name}; names its file in the run's record as {@code init}. */
    public static StartingPoint load(String name, RunRecorder recorder) throws IOException {
        Optional<ModelFile> model =
                name.equals(RANDOM) ? Optional.empty() : Optional.of(ModelSource.load(recorder, "init", name));
        return new StartingPoint(name, model);
    }

    /** SHA-256 of the weights, or {@link #RANDOM}. */
    public String digest() {
        return model.map(ModelSource::digest).orElse(RANDOM);
    }

    /** What holds where a configuration says nothing: the defaults, and the network of the model. */
    public RunConfig defaults() {
        RunConfig defaults = RunConfig.defaults();
        return model.map(m -> defaults.startingFrom(m.manifest())).orElse(defaults);
    }

    /**
     * The settings of a file over {@link #defaults}; names the file in the run's record.
     *
     * @throws InputException if the file asks for another network than the weights fit
     */
    RunConfig config(Path file, RunRecorder recorder) throws IOException {
        recorder.input("config", file);
        RunConfig base = defaults();
        RunConfig config = ConfigFile.read(file, base);
        if (model.isPresent()) {
            refuseOther(file, "model", config.model(), base.model());
            refuseOther(file, "retrieval", config.retrieval(), base.retrieval());
        }
        return config;
    }

    private void refuseOther(Path file, String section, Object found, Object expected) {
        if (found.equals(expected)) return;
        throw new InputException(
                file + ", section " + section,
                "the weights of --init " + name + " were trained with other settings and fit no others",
                found.toString(),
                expected.toString(),
                "remove the section, or start from nothing with --init random");
    }

    /**
     * The network to train.
     *
     * @param where the configuration, for errors
     * @param seed of random weights
     */
    HapRagModel open(NetworkDevice device, String where, RunConfig config, long seed) {
        return model.map(m -> device.of(m, name)).orElseGet(() -> device.random(freshManifest(where, config), seed));
    }

    private static ModelManifest freshManifest(String where, RunConfig config) {
        try {
            return new ModelManifest(ModelFile.FORMAT_VERSION, config.model(), config.retrieval(), Map.of());
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
}
