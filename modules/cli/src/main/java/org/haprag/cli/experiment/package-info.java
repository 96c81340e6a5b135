/** {@code imputer experiment}: its options. */
package org.haprag.cli.experiment;
