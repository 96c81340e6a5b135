package org.haprag.imputation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.haprag.genotype.Sha256;
import org.haprag.io.RunRecorder;
import org.haprag.model.ModelFile;

/** Where a model comes from: the one in the jar, or a file. */
public final class ModelSource {
    /** The name of the weights that ship with the program. */
    public static final String BUNDLED = "bundled";

    private ModelSource() {}

    /**
     * Reads a model.
     *
     * @param name {@link #BUNDLED} or a file, which is then named in the run record as {@code role}
     */
    public static ModelFile load(RunRecorder recorder, String role, String name) throws IOException {
        if (name.equals(BUNDLED)) return ModelFile.bundled();
        Path file = Path.of(name);
        recorder.input(role, file);
        return ModelFile.read(file);
    }

    /** The same model's name in any folder. @param name as of {@link #load} */
    public static String absolute(String name) {
        return name.equals(BUNDLED) ? name : Path.of(name).toAbsolutePath().toString();
    }

    /** SHA-256 of the weights: the same for the same network wherever its file lies. */
    public static String digest(ModelFile model) {
        Sha256 digest = new Sha256();
        model.weights().forEach((name, values) -> {
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
            bytes.asFloatBuffer().put(values);
            digest.add(name).add(bytes);
        });
        return digest.hex();
    }
}
