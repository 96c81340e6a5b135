/** {@code imputer impute}: reading, alignment, windows, output. */
package org.haprag.cli.impute;
