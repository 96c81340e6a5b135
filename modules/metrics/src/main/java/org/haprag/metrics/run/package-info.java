/**
 * What is known of a run of imputation without a truth: sums that are added to while sites go by, and the {@link
 * org.haprag.metrics.run.RunSummary} that they end in. Who fills them is {@code imputation.RunTally}; who draws them is {@code
 * evaluation.report.RunReport}.
 */
package org.haprag.metrics.run;
