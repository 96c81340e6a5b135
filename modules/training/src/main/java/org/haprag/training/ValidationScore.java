package org.haprag.training;

/**
 * How well the network does on the validation samples, at hidden rows that the copying model has not settled.
 *
 * @param loss mean of the configured loss
 * @param brier mean squared error of P(ALT) per haplotype
 * @param copyingBrier the same of the copying posterior without the network
 * @param crossEntropy mean negative log-likelihood per haplotype, in nats
 */
public record ValidationScore(double loss, double brier, double copyingBrier, double crossEntropy) {
    /** Squared error relative to the copying posterior alone: below 1 the network helps. */
    public double errorRatio() {
        return brier / copyingBrier;
    }
}
