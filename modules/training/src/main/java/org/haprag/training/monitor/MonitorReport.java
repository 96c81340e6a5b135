package org.haprag.training.monitor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the monitors saw at one validation, of the averaged weights.
 *
 * @param step 0 is before training
 * @param batches the training batches since the validation before
 * @param validationLoss the configured loss
 * @param errorRatio squared error over that of the copying model
 * @param all accuracy at all hidden sites
 * @param rare below MAF .05
 * @param common from MAF .05
 * @param trainingF1 macro F1 of training samples of the largest region
 * @param comparableF1 macro F1 of validation samples of the same region, at the same typed sites
 * @param byMaf shares of the haplotype losses by MAF
 * @param byDifficulty by p_t
 * @param dataUse share of sites that carries nine tenths of the haplotype losses' gradient by the logits
 * @param meanFocus mean of (1 - p_t)^gamma, what snvbert calls "data use"; NaN where the loss has no single gamma
 * @param gradientCosines of pairs of tasks, on the weights that they share, by "task task"
 * @param validations how many there have been, step 0 not counted
 * @param validationsToBestF1 how many there had been when {@code all.macroF1} was best
 * @param bestF1 what it was
 * @param validationsWithoutBetter how many there have been since the weights that are kept
 * @param recentValidationLosses the last five at most, this one included
 */
public record MonitorReport(
        long step,
        BatchFigures batches,
        double validationLoss,
        double errorRatio,
        Accuracy all,
        Accuracy rare,
        Accuracy common,
        double trainingF1,
        double comparableF1,
        List<GroupShare> byMaf,
        List<GroupShare> byDifficulty,
        double dataUse,
        double meanFocus,
        Map<String, Double> gradientCosines,
        int validations,
        int validationsToBestF1,
        double bestF1,
        int validationsWithoutBetter,
        List<Double> recentValidationLosses) {
    public MonitorReport {
        byMaf = List.copyOf(byMaf);
        byDifficulty = List.copyOf(byDifficulty);
        gradientCosines = Collections.unmodifiableMap(new LinkedHashMap<>(gradientCosines));
        recentValidationLosses = List.copyOf(recentValidationLosses);
    }

    /** How much better the network does on samples that it learned from, in macro F1. */
    public double gap() {
        return trainingF1 - comparableF1;
    }

    /** What these figures mean, in plain sentences. */
    public List<Sign> signs() {
        return HealthRules.of(this);
    }
}
