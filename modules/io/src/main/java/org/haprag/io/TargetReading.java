package org.haprag.io;

import java.util.List;
import java.util.OptionalInt;
import org.haprag.genotype.Site;
import org.haprag.genotype.TargetGenotypes;

/**
 * What was read of a file of targets.
 *
 * @param targets their genotypes; there may be no sites
 * @param description what the file says of the contig
 * @param contigs those that have records, in the order of the file, as far as they are known
 * @param nextStretchBp position of the first record of a stretch of another ploidy, which was not read; empty where there is none
 */
public record TargetReading(
        TargetGenotypes targets, ContigDescription description, List<ContigLine> contigs, OptionalInt nextStretchBp) {
    public TargetReading {
        contigs = List.copyOf(contigs);
    }

    /** The contigs of the sites, as the file names them. */
    public List<String> contigsOfSites() {
        return targets.sites().stream().map(Site::contig).distinct().toList();
    }

    /** The same, where the sites of a contig have the name that the panel gives it. */
    public TargetReading named(String inFile, String inPanel) {
        List<Site> sites = targets.sites().stream()
                .map(s -> s.contig().equals(inFile) ? s.onContig(inPanel) : s)
                .toList();
        return new TargetReading(targets.withSites(sites), description, contigs, nextStretchBp);
    }
}
