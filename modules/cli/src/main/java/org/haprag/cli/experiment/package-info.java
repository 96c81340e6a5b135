/** {@code imputer experiment}: suites of training configurations, run from the same start and judged on the same people. */
package org.haprag.cli.experiment;
