/**
 * What {@code imputer train} does ({@link org.haprag.training.run.Training}): reads panels and cuts them into regions, runs
 * the loop, writes the model, its history and its metrics, and imputes samples that it did not learn from.
 */
package org.haprag.training.run;
