package org.haprag.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.InputException;

/** Reads what {@code imputer train} leaves as {@code MODEL.history.tsv} and {@code MODEL.metrics.json}, for the report. */
public final class TrainingRecord {
    private static final List<String> DRAWN = List.of("train_loss", "validation_loss");

    /** Columns that histories of earlier versions lack. */
    private static final List<String> DRAWN_IF_THERE = List.of(
            "validation_macro_f1",
            "validation_rare_macro_f1",
            "validation_ece",
            "macro_f1_gap",
            "effective_data_use",
            "loss_deviation");

    private TrainingRecord() {}

    /** Where {@code train} puts the metrics of the run whose history this is. */
    public static Path metricsBeside(Path history) {
        return history.resolveSibling(
                history.getFileName().toString().replaceFirst("\\.history\\.tsv$", "") + ".metrics.json");
    }

    /** The curves over the steps, and what the monitors say if their file lies beside the history. */
    public static TrainingStory read(Path history) throws IOException {
        List<TrainingPoint> curves = curves(history);
        Path metrics = metricsBeside(history);
        return Files.exists(metrics) ? monitored(metrics, curves) : TrainingStory.ofCurves(curves);
    }

    /** A value that is not there yet is no point. */
    private static List<TrainingPoint> curves(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns =
                lines.isEmpty() ? List.of() : List.of(lines.get(0).split("\t", -1));
        List<String> drawn = new ArrayList<>(DRAWN);
        DRAWN_IF_THERE.stream().filter(columns::contains).forEach(drawn::add);
        List<TrainingPoint> points = new ArrayList<>();
        for (String name : drawn) {
            int at = columns.indexOf(name);
            if (at < 0 || !columns.get(0).equals("step")) throw malformed(file, 1, String.join(" ", columns));
            for (int i = 1; i < lines.size(); i++) {
                String[] fields = lines.get(i).split("\t", -1);
                if (fields.length != columns.size()) throw malformed(file, i + 1, lines.get(i));
                if (fields[at].isEmpty()) continue;
                try {
                    points.add(new TrainingPoint(
                            name.replace('_', ' '), Double.parseDouble(fields[0]), Double.parseDouble(fields[at])));
                } catch (NumberFormatException e) {
                    throw malformed(file, i + 1, lines.get(i));
                }
            }
        }
        return points;
    }

    private static TrainingStory monitored(Path file, List<TrainingPoint> curves) throws IOException {
        JsonNode validations;
        try {
            validations = new ObjectMapper().readTree(file.toFile()).path("validations");
        } catch (JsonProcessingException e) {
            throw unreadable(file, String.valueOf(e.getOriginalMessage()));
        }
        if (validations.isEmpty()) throw unreadable(file, "no validations");
        JsonNode last = validations.get(validations.size() - 1);
        List<TrainingStory.Share> shares = new ArrayList<>();
        addShares(shares, "MAF", last.path("byMaf"));
        addShares(shares, "p(true)", last.path("byDifficulty"));
        List<String> warnings = new ArrayList<>();
        List<String> healthy = new ArrayList<>();
        for (JsonNode sign : last.path("signs")) {
            boolean warning = sign.path("level").asText().equals("WARNING");
            (warning ? warnings : healthy).add(sign.path("sentence").asText());
        }
        return new TrainingStory(curves, shares, warnings, healthy);
    }

    private static void addShares(List<TrainingStory.Share> shares, String by, JsonNode groups) {
        for (JsonNode group : groups) {
            shares.add(new TrainingStory.Share(
                    by,
                    group.path("group").asText(),
                    group.path("siteShare").asDouble(Double.NaN),
                    group.path("lossShare").asDouble(Double.NaN),
                    group.path("gradientShare").asDouble(Double.NaN)));
        }
    }

    private static InputException unreadable(Path file, String found) {
        return new InputException(
                file.toString(),
                "these are not the metrics of a training run",
                found,
                "JSON as 'imputer train' writes it (data-schemas/training.schema.json)",
                "copy MODEL.metrics.json again, or move it away from beside the history");
    }

    private static InputException malformed(Path file, int line, String found) {
        return new InputException(
                file + ":" + line,
                "this is not the history of a training run",
                "'" + found + "'",
                "columns step, train_loss, validation_loss and others, as 'imputer train' writes them",
                "name the MODEL.history.tsv that lies beside the model");
    }
}
