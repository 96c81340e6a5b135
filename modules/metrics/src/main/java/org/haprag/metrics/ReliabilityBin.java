package org.haprag.metrics;

/**
 * One bin of a reliability curve: how often calls of about this confidence are right.
 *
 * @param lower confidence above this
 * @param upper confidence up to this
 * @param pairs how many pairs fell into the bin
 * @param confidence their mean largest GP, NaN if there are none
 * @param accuracy the share of them whose call is right, NaN if there are none
 */
public record ReliabilityBin(double lower, double upper, long pairs, double confidence, double accuracy) {}
