package org.haprag.experiment.result;

import org.haprag.metrics.MafStratifiedScores;

/**
 * What one training run of a configuration came to.
 *
 * @param seed of initial weights and batches
 * @param leftOut scores on the samples that training never saw
 * @param learned scores on samples that it learned from, each taken out of the panel while it is imputed
 * @param curve what the run said of itself
 */
public record RunOutcome(long seed, MafStratifiedScores leftOut, MafStratifiedScores learned, Curve curve) {
    /**
     * A run's course.
     *
     * @param steps optimiser steps taken
     * @param epochs validations after the one before training
     * @param epochsToBest the validation with the best score of all, 0 for the one before training
     * @param lossMean over the steps of the second half
     * @param lossDeviation standard deviation over the same steps
     * @param stoppedBy why training ended before its last step, or empty
     */
    public record Curve(
            long steps, int epochs, int epochsToBest, double lossMean, double lossDeviation, String stoppedBy) {
        /** Standard deviation over mean: losses of different scale can be compared by it. */
        public double relativeDeviation() {
            return lossDeviation / Math.abs(lossMean);
        }
    }
}
