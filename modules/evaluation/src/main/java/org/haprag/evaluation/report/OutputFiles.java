package org.haprag.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.genotype.InputException;

/** The names of all output files, and the writing of those that need the whole result. */
public final class OutputFiles {
    public static final String METRICS = "metrics.json";
    public static final String REPORT = "report.html";
    public static final String BY_MAF = "by_maf.tsv";
    public static final String BY_GROUP = "by_group.tsv";
    public static final String BY_SAMPLE = "by_sample.tsv";
    /** Written while the sites stream by, see {@link SiteTable}. */
    public static final String BY_SITE = "by_site.tsv";

    public static final String CALIBRATION = "calibration.tsv";
    public static final String CLAIMED_R2 = "claimed_r2.tsv";
    public static final String SWITCH_ERRORS = "switch_errors.tsv";
    public static final String DIFFERENCES = "differences.tsv";
    /** Written while the sites stream by. */
    public static final String EXCLUDED = "excluded_sites.tsv";

    private OutputFiles() {}

    /** Writes tables, metrics.json and the report into a directory that exists. */
    public static void write(EvaluationResult result, Path dir) {
        try {
            TsvTables tables = new TsvTables(result);
            Files.writeString(dir.resolve(BY_MAF), tables.byMaf());
            Files.writeString(dir.resolve(BY_GROUP), tables.byGroup());
            Files.writeString(dir.resolve(BY_SAMPLE), tables.bySample());
            Files.writeString(dir.resolve(CALIBRATION), tables.calibration());
            Files.writeString(dir.resolve(CLAIMED_R2), tables.claimedR2());
            Files.writeString(dir.resolve(SWITCH_ERRORS), tables.switchErrors());
            Files.writeString(dir.resolve(DIFFERENCES), tables.differences());
            Files.writeString(dir.resolve(METRICS), new MetricsJson(result).text());
            Files.writeString(dir.resolve(REPORT), new HtmlReport(result).text());
        } catch (IOException e) {
            throw new InputException(
                    dir.toString(),
                    "the outputs cannot be written",
                    e.toString(),
                    "a directory with room that can be written to",
                    "choose another output directory",
                    e);
        }
    }
}
