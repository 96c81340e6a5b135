package org.haprag.experiment.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haprag.experiment.result.ExperimentResult;
import org.haprag.metrics.Metric;

/** The outputs of an experiment: one table as TSV, JSON and HTML, and the figures of the differences. */
public final class ExperimentFiles {
    public static final String TABLE = "experiment.tsv";
    public static final String JSON = "experiment.json";
    public static final String REPORT = "experiment.html";
    public static final String R2_FIGURE = "r2-differences.svg";
    public static final String F1_FIGURE = "f1-differences.svg";

    private ExperimentFiles() {}

    /** All names, in the order in which they are written. */
    public static List<String> names() {
        return List.of(TABLE, JSON, R2_FIGURE, F1_FIGURE, REPORT);
    }

    /** Writes all of them into a folder that exists. */
    public static void write(ExperimentResult result, Path folder) throws IOException {
        DifferenceChart charts = new DifferenceChart(result);
        Files.writeString(folder.resolve(TABLE), ExperimentTable.tsv(result));
        Files.writeString(folder.resolve(JSON), new ExperimentJson(result).text());
        Files.writeString(folder.resolve(R2_FIGURE), charts.draw(Metric.R2).standalone());
        Files.writeString(
                folder.resolve(F1_FIGURE), charts.draw(Metric.F1_MACRO).standalone());
        Files.writeString(folder.resolve(REPORT), new ExperimentPage(result, charts).text());
    }
}
