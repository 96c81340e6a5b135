package org.haprag.training.monitor;

import java.util.Map;

/**
 * The training batches since the validation before.
 *
 * @param batches how many
 * @param loss mean of their total loss, NaN without batches
 * @param deviation standard deviation of the total loss between them
 * @param taskLosses mean of each task's unweighted loss, by the task's name in YAML
 * @param reconstructionToHaplotype reconstruction loss over haplotype loss, both unweighted; NaN without reconstruction
 * @param consistencyShare mean share of hidden sites at which both heads are confident; NaN without consistency
 * @param weightJumps how often reconstruction-a switched its weights
 */
public record BatchFigures(
        int batches,
        double loss,
        double deviation,
        Map<String, Double> taskLosses,
        double reconstructionToHaplotype,
        double consistencyShare,
        int weightJumps) {
    public BatchFigures {
        taskLosses = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(taskLosses));
    }

    /** Coefficient of variation: how much the loss differs between batches, relative to its mean. */
    public double relativeDeviation() {
        return deviation / Math.abs(loss);
    }
}
