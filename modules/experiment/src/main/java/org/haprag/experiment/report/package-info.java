/** The outputs of an experiment: one table as TSV, JSON, HTML and for the terminal, and figures of the differences. */
package org.haprag.experiment.report;
