/**
 * Reads and writes what geneticists keep on disk: VCF, genetic maps and site lists. The only module that sees htsjdk:
 * headers, BGZF blocks and tabix indices are htsjdk's, bulk genotypes go through our own scanner and formatter.
 *
 * <p>The entry points are {@link org.haprag.io.VcfPanelReader}, {@link org.haprag.io.VcfTargetReader},
 * {@link org.haprag.io.VcfScanner} (streaming), {@link org.haprag.io.ImputedVcfWriter},
 * {@link org.haprag.io.MaskedVcf}, {@link org.haprag.io.GeneticMapReader} and
 * {@link org.haprag.io.SiteListReader}. What the user can mend is an {@link org.haprag.genotype.InputException} that
 * names file and line; a malformed value is never read as a missing one.
 */
package org.haprag.io;
