/**
 * From a model, a panel and targets to stitched dosages: {@link org.haprag.imputation.Imputation} cuts the contig into
 * windows and hands batches of targets to workers; an {@link org.haprag.imputation.TargetImputer} retrieves, predicts and
 * leaves {@link org.haprag.imputation.Dosages}; {@link org.haprag.imputation.DosageWriter} turns those into VCF records.
 */
package org.haprag.imputation;
