package org.haprag.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haprag.genotype.FinishedFile;
import org.haprag.metrics.run.RunSummary;

/** Writes what a run of imputation tells of itself. */
public final class RunReportFiles {
    private RunReportFiles() {}

    /** Writes both files; a reader never sees half of one. */
    public static void write(RunSummary run, Path report, Path metrics) throws IOException {
        write(report, new RunReport(run).text());
        write(metrics, new RunMetricsJson(run).text());
    }

    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        FinishedFile.appear(part, file);
    }
}
