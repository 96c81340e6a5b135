/**
 * Reads and writes what geneticists keep on disk: VCF, genetic maps and site lists. The only module that sees htsjdk:
 * headers, BGZF blocks and tabix indices are htsjdk's, bulk genotypes go through our own scanner and formatter.
 *
 * <p>The entry points are {@link org.haprag.io.PanelReader} and {@link org.haprag.io.TargetReader}, below them
 * {@link org.haprag.io.VariantSource} (records of any form of file, streamed), and {@link org.haprag.io.ImputedVcfWriter},
 * {@link org.haprag.io.MaskedVcf}, {@link org.haprag.io.GeneticMapReader} and
 * {@link org.haprag.io.SiteListReader}. A new form of file is a {@link org.haprag.io.VariantSource} and a line in
 * {@code SourceFormat}. What the user can correct is an {@link org.haprag.genotype.InputException} that
 * names file and line; a malformed value is never read as a missing one.
 */
package org.haprag.io;
