/**
 * Writes what an evaluation found: tables (TSV and plain text), {@code metrics.json}, and a self-contained
 * {@code report.html} with inline SVG that needs neither network nor script.
 */
package org.haprag.evaluation.report;
