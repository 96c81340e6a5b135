package org.haprag.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;

/**
 * All that a run needs to go on to bit-identical weights: weights, averages, optimiser moments, the best weights so far, the
 * EMA teacher's weights and the loss's own state. The auxiliary head's weights lie beside the network's. Kept in the model file format, arrays prefixed by their role.
 *
 * @param step steps done
 * @param fingerprint of everything that must be the same when the run goes on
 * @param teacher weights of the EMA teacher; empty without one
 * @param teacherUpdates how often it was updated
 * @param lossState what the weighting scheme has learned and the monitors remember
 */
record Checkpoint(
        long step,
        String fingerprint,
        double bestLoss,
        int sinceBest,
        long optimiserStep,
        Map<String, float[]> weights,
        Map<String, float[]> average,
        Map<String, float[]> best,
        Map<String, float[]> mean,
        Map<String, float[]> square,
        Map<String, float[]> teacher,
        long teacherUpdates,
        Map<String, double[]> lossState) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path path, ModelManifest manifest) throws IOException {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        put(arrays, "weights", weights);
        put(arrays, "average", average);
        put(arrays, "best", best);
        put(arrays, "mean", mean);
        put(arrays, "square", square);
        put(arrays, "teacher", teacher);
        Map<String, String> state = new LinkedHashMap<>();
        state.put("checkpoint.step", Long.toString(step));
        state.put("checkpoint.fingerprint", fingerprint);
        state.put("checkpoint.bestLoss", Double.toString(bestLoss));
        state.put("checkpoint.sinceBest", Integer.toString(sinceBest));
        state.put("checkpoint.optimiserStep", Long.toString(optimiserStep));
        state.put("checkpoint.teacherUpdates", Long.toString(teacherUpdates));
        state.put("checkpoint.lossState", JSON.writeValueAsString(lossState));
        new ModelFile(manifest.with(state), arrays).write(path);
    }

    /** @throws InputException if the file is no checkpoint, or one of a run with other data or settings */
    static Checkpoint read(Path path, String fingerprint) {
        ModelFile file = ModelFile.read(path);
        Map<String, String> state = file.manifest().provenance();
        String found = state.get("checkpoint.fingerprint");
        if (!fingerprint.equals(found)) {
            throw new InputException(
                    path.toString(),
                    "the checkpoint is of another run",
                    found == null ? "no checkpoint" : "fingerprint " + found,
                    "fingerprint " + fingerprint + " (same panel, config, start and seed)",
                    "resume with the options of the interrupted run, or start from the beginning without --resume");
        }
        try {
            return new Checkpoint(
                    Long.parseLong(state.get("checkpoint.step")),
                    found,
                    Double.parseDouble(state.get("checkpoint.bestLoss")),
                    Integer.parseInt(state.get("checkpoint.sinceBest")),
                    Long.parseLong(state.get("checkpoint.optimiserStep")),
                    take(file.weights(), "weights"),
                    take(file.weights(), "average"),
                    take(file.weights(), "best"),
                    take(file.weights(), "mean"),
                    take(file.weights(), "square"),
                    take(file.weights(), "teacher"),
                    Long.parseLong(state.getOrDefault("checkpoint.teacherUpdates", "0")), // older ones had no teacher
                    JSON.readValue(state.get("checkpoint.lossState"), new TypeReference<Map<String, double[]>>() {}));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new InputException(
                    path.toString(),
                    "the checkpoint is damaged",
                    String.valueOf(e.getMessage()),
                    "one that is whole",
                    "start from the beginning without --resume",
                    e);
        }
    }

    private static void put(Map<String, float[]> arrays, String role, Map<String, float[]> values) {
        values.forEach((name, v) -> arrays.put(role + "/" + name, v));
    }

    private static Map<String, float[]> take(Map<String, float[]> arrays, String role) {
        Map<String, float[]> out = new LinkedHashMap<>();
        arrays.forEach((name, v) -> {
            if (name.startsWith(role + "/")) out.put(name.substring(role.length() + 1), v);
        });
        return out;
    }
}
