package org.haprag.training.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.training.ValidationScore;

/**
 * What a training run came to.
 *
 * @param validation of the weights that were kept
 * @param caption one sentence about {@code scores}
 * @param scores on samples that were not trained on, by name: retrieval alone, bundled weights, adapted weights, allele
 *     frequencies
 * @param advice which of them to impute with
 */
public record TrainingOutcome(
        ValidationScore validation, String caption, Map<String, MafStratifiedScores> scores, String advice) {
    public TrainingOutcome {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }
}
