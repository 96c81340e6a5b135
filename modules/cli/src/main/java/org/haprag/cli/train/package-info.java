/** {@code imputer train}: the run configuration, panels cut into regions, the closing validation table. */
package org.haprag.cli.train;
