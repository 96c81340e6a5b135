/**
 * From panel and targets to imputed sites. {@link org.haprag.imputation.Imputer} is the whole use case: it reads files, makes an
 * {@link org.haprag.imputation.ImputationPlan} and carries it out window by window. A {@link
 * org.haprag.imputation.PlannedWindow} is prepared once ({@link org.haprag.imputation.PreparedWindow}) and imputes targets a
 * batch at a time; a {@link org.haprag.imputation.TargetImputer} retrieves, predicts and leaves {@link
 * org.haprag.imputation.Dosages}; {@link org.haprag.imputation.DosageWriter} turns those into sites for a {@link
 * org.haprag.io.ImputedSink}.
 */
package org.haprag.imputation;
