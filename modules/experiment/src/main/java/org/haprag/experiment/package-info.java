/**
 * What {@code imputer experiment} does ({@link org.haprag.experiment.Experiment}): a suite of configurations is read, the
 * panels' samples are parted into those who are learned from and those who are judged on, and the runs that are not done yet
 * are done.
 */
package org.haprag.experiment;
