package org.haprag.experiment;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.haprag.genotype.InputException;
import org.haprag.model.NetworkDevice;
import org.haprag.training.run.TrainingPanels;

/**
 * What to compare.
 *
 * @param suite configurations, as YAML (data-schemas/suite.schema.json)
 * @param panels to learn from; samples of the first are judged on
 * @param seeds instead of the suite's, each once, at least {@link SuiteFile#LEAST_SEEDS}; empty for those of the suite
 * @param device as {@link NetworkDevice#find} takes it
 * @param threads that impute
 * @param out folder for the runs and the report; a folder with runs of the same suite and panels is gone on with
 * @param program version that runs it
 */
public record ExperimentRequest(
        Path suite, TrainingPanels panels, List<Long> seeds, String device, int threads, Path out, String program) {
    /** @throws InputException if there are too few seeds */
    public ExperimentRequest {
        seeds = List.copyOf(new LinkedHashSet<>(seeds));
        if (!seeds.isEmpty() && seeds.size() < SuiteFile.LEAST_SEEDS) {
            throw new InputException(
                    "--seeds",
                    "they are too few to compare configurations",
                    seeds.toString(),
                    "at least " + SuiteFile.LEAST_SEEDS + " different seeds",
                    "give more");
        }
    }
}
