/**
 * The command line: one class a command, the exit codes, and what every run leaves beside its output (a log and a
 * {@code *.run.json}). The only place that may end the process. Every other module may be used here.
 */
package org.haprag.cli;
