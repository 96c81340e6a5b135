/**
 * Reads truth, panel and imputed files position by position, whichever program wrote them: one value a (site, ALT
 * allele), matched by REF and ALT, so that a multi-allelic record in one file meets its split records in another.
 */
package org.haprag.evaluation.input;
