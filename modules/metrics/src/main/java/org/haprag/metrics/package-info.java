/**
 * The metrics themselves, free of files and of VCF: additive counts per MAF bin and sample ({@link
 * org.haprag.metrics.MafStratifiedScores}), the values that follow from them ({@link
 * org.haprag.metrics.Metric}), and a bootstrap over samples that is paired between methods ({@link
 * org.haprag.metrics.PairedScores}).
 */
package org.haprag.metrics;
