/**
 * Judges imputed genotypes against the truth: {@link org.haprag.evaluation.Evaluation} reads the truth, the panel and any
 * number of imputed files in lockstep, hands each (site, ALT allele) to the accumulators of {@code metric}, and writes
 * tables and a report through {@code report}. Definitions are those of docs/metrics.md; bench/score.py must agree.
 *
 * <p>A <em>pair</em> is one (site and ALT allele, sample). x is the imputed ALT dosage, y the true one, both in [0, 2].
 */
package org.haprag.evaluation;
