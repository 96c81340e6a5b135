package org.haprag.model;

import ai.djl.ndarray.NDArray;

/**
 * What the network sees of L allele rows of B targets where it predicts genotypes, too.
 *
 * @param sites P = B L 2 predictions: target after target, the haplotypes of an allele row side by side
 * @param otherAlt float32 (B, L, 2), probability that each haplotype carries another ALT of the same site; 0 at biallelic
 *     sites
 */
public record PairedSiteInputs(SiteInputs sites, NDArray otherAlt) {}
