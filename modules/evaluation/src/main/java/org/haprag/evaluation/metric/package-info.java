/**
 * The metrics themselves, free of files and of VCF: additive counts per MAF bin and sample ({@link
 * org.haprag.evaluation.metric.MafStratifiedScores}), the values that follow from them ({@link
 * org.haprag.evaluation.metric.Metric}), and a bootstrap over samples that is paired between methods ({@link
 * org.haprag.evaluation.metric.PairedScores}).
 */
package org.haprag.evaluation.metric;
