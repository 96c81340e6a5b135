package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haprag.evaluation.TrainingPoint;
import org.haprag.genotype.InputException;

/** Reads what {@code imputer train} leaves as {@code MODEL.history.tsv}, for the report. */
final class TrainingCurves {
    private static final List<String> DRAWN = List.of("train_loss", "validation_loss");

    private TrainingCurves() {}

    /** The losses over the steps; a value that is not there yet is no point. */
    static List<TrainingPoint> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns =
                lines.isEmpty() ? List.of() : List.of(lines.get(0).split("\t", -1));
        List<TrainingPoint> points = new ArrayList<>();
        for (String name : DRAWN) {
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

    private static InputException malformed(Path file, int line, String found) {
        return new InputException(
                file + ":" + line,
                "this is not the history of a training run",
                "'" + found + "'",
                "columns step, train_loss, validation_loss and others, as 'imputer train' writes them",
                "name the MODEL.history.tsv that lies beside the model");
    }
}
