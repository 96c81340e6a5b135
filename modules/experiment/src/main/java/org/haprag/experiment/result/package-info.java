/**
 * Training configurations judged against each other: what their runs scored on the same left-out samples, intervals and
 * tests of the differences.
 */
package org.haprag.experiment.result;
