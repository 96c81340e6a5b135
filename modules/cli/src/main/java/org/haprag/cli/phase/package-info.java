/** {@code imputer phase}: options, their checks, the output and what the run record says. */
package org.haprag.cli.phase;
