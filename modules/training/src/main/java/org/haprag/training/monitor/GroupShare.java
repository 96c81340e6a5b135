package org.haprag.training.monitor;

/**
 * A group of sites, by MAF or by difficulty, and its part of the whole.
 *
 * @param group name, such as {@code 0.01-0.02}
 * @param sites how many, each haplotype on its own
 * @param siteShare of all sites
 * @param lossShare of the loss; NaN where the whole is 0
 * @param gradientShare of the absolute derivatives by the logits; NaN where the whole is 0
 */
public record GroupShare(String group, long sites, double siteShare, double lossShare, double gradientShare) {}
