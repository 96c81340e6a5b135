/** Small panels and targets for tests, made in memory and the same for the same seed on every machine. */
package org.haprag.testkit;
