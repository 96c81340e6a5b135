/** {@code imputer impute}: options, their checks, the output and what the run record says. */
package org.haprag.cli.impute;
