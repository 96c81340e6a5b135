package org.haprag.training.monitor;

/**
 * Genotypes of validation samples at hidden sites that the copying model has not settled, which are harder than a panel's
 * average site. Posteriors are products of the two haplotypes' probabilities. By the code that {@code evaluate} uses; NaN
 * where a figure is not defined.
 *
 * @param macroF1 mean F1 of 0/0, 0/1 and 1/1
 * @param altF1 of carrying ALT
 * @param r2 aggregate
 * @param ece expected calibration error
 */
public record Accuracy(double macroF1, double altF1, double r2, double ece) {}
