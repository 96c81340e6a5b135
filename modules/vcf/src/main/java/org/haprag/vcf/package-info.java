/**
 * Reads and writes what geneticists keep on disk: VCF, genetic maps and site lists. The only module that sees htsjdk:
 * headers, BGZF blocks and tabix indices are htsjdk's, bulk genotypes go through our own scanner and formatter.
 *
 * <p>The entry points are {@link org.haprag.vcf.VcfPanelReader}, {@link org.haprag.vcf.VcfTargetReader},
 * {@link org.haprag.vcf.VcfScanner} (streaming), {@link org.haprag.vcf.ImputedVcfWriter},
 * {@link org.haprag.vcf.MaskedVcf}, {@link org.haprag.vcf.GeneticMapReader} and
 * {@link org.haprag.vcf.SiteListReader}. What the user can mend is an {@link org.haprag.genotype.InputException} that
 * names file and line; a malformed value is never read as a missing one.
 */
package org.haprag.vcf;
