package org.haprag.metrics;

/** How a method's best-guess genotype is found. */
public enum CallRule {
    /** The genotype with the largest GP; by rounding DS in a stratum where any pair lacks GP. */
    LARGEST_POSTERIOR,
    /** DS rounded to 0, 1 or 2, half to even: for methods whose posteriors were derived from haplotype dosages. */
    ROUNDED_DOSAGE
}
