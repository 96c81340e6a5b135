package org.haprag.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.haprag.experiment.result.RunOutcome;
import org.haprag.genotype.InputException;
import org.haprag.metrics.MafStratifiedScores;

/**
 * The finished runs of an experiment, in {@code OUT/runs}: for each a JSON file, which appears when the run is complete, and
 * the counts behind its scores. A folder belongs to one suite and one panel.
 */
final class RunStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String program;
    private final Set<String> programs = new TreeSet<>();

    /**
     * Opens a folder, and claims it if it is new.
     *
     * @param suite fingerprint of what is run
     * @param panel fingerprint of whom it is run on
     * @param program version that runs it
     * @throws InputException if it holds runs of another suite or panel
     */
    RunStore(Path out, String suite, String panel, String program) throws IOException {
        this.folder = out.resolve("runs");
        this.program = program;
        Files.createDirectories(folder);
        Path claim = folder.resolve("claim.json");
        ObjectNode wanted = JSON.createObjectNode().put("suite", suite).put("panel", panel);
        if (!Files.exists(claim)) {
            JSON.writeValue(claim.toFile(), wanted);
            return;
        }
        JsonNode found = JSON.readTree(claim.toFile());
        for (String part : new String[] {"suite", "panel"}) {
            if (found.path(part).equals(wanted.get(part))) continue;
            throw new InputException(
                    out.toString(),
                    "the folder holds runs of another " + part,
                    "fingerprint " + found.path(part).asText("none"),
                    "fingerprint " + wanted.get(part).asText(),
                    part.equals("suite")
                            ? "run the suite as it was, or give --out another folder"
                            : "give the panel, map, region and samples as they were, or --out another folder");
        }
    }

    /** A finished run; empty if it has still to be done. @throws InputException if it is damaged */
    Optional<RunOutcome> find(String configuration, long seed) {
        Path file = file(configuration, seed, ".json");
        if (!Files.exists(file)) return Optional.empty();
        Path counts = file(configuration, seed, ".counts.gz");
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(counts)))) {
            JsonNode run = JSON.readTree(file.toFile());
            programs.add(run.required("program").asText());
            RunOutcome.Curve curve = JSON.treeToValue(run.required("curve"), RunOutcome.Curve.class);
            return Optional.of(new RunOutcome(seed, MafStratifiedScores.read(in), MafStratifiedScores.read(in), curve));
        } catch (IOException | IllegalArgumentException e) {
            throw new InputException(
                    file.toString(),
                    "the finished run is damaged",
                    String.valueOf(e.getMessage()),
                    "a run that this program wrote, and its .counts.gz",
                    "delete both files; the run is then repeated",
                    e);
        }
    }

    /** Keeps a finished run. */
    void put(String configuration, RunOutcome run) throws IOException {
        programs.add(program);
        Path counts = file(configuration, run.seed(), ".counts.gz");
        try (OutputStream file = Files.newOutputStream(counts);
                DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file))) {
            run.leftOut().write(out);
            run.learned().write(out);
        }
        ObjectNode node = JSON.createObjectNode();
        node.put("configuration", configuration).put("seed", run.seed()).put("program", program);
        ObjectNode curve = node.putObject("curve");
        curve.put("steps", run.curve().steps()).put("epochs", run.curve().epochs());
        curve.put("epochsToBest", run.curve().epochsToBest());
        curve.put("lossMean", run.curve().lossMean())
                .put("lossDeviation", run.curve().lossDeviation());
        curve.put("stoppedBy", run.curve().stoppedBy());
        Path unfinished = file(configuration, run.seed(), ".json.part");
        JSON.writeValue(unfinished.toFile(), node);
        Files.move(unfinished, file(configuration, run.seed(), ".json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The versions that ran what was found and put; more than one if the program was changed in between. */
    Set<String> programs() {
        return programs;
    }

    private Path file(String configuration, long seed, String suffix) {
        return folder.resolve(configuration + ".seed-" + seed + suffix);
    }
}
