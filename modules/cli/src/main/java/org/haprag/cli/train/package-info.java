/** {@code imputer train}: its options. */
package org.haprag.cli.train;
