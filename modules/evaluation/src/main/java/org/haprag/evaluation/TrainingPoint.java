package org.haprag.evaluation;

/**
 * A point of a training curve, for the report.
 *
 * @param name of the curve, such as {@code validation loss}
 * @param epoch in epochs or steps, as the run counts
 * @param value of the curve
 */
public record TrainingPoint(String name, double epoch, double value) {}
