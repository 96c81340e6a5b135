/**
 * The values that every other module speaks in: sites, samples, the bit-packed haplotype panel, target genotypes, the
 * genetic map, the alignment of target sites to panel sites, and the error for input that the user can correct.
 *
 * <p>Index spaces are part of the name: {@code panelSite} and {@code targetSite} count VCF records, {@code alleleRow}
 * counts (site, ALT allele) pairs, {@code panelHap} counts haplotypes; {@link org.haprag.genotype.Haplotypes} says whose
 * they are. Positions in bp are 1-based as in VCF, indices are 0-based, ranges are half-open. This module depends on nothing
 * but the JDK.
 */
package org.haprag.genotype;
