package org.haprag.evaluation.input;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.io.VariantSource;

/**
 * One file of those that are read as one.
 *
 * @param path to it
 * @param samples that it has
 * @param haplotypes of the samples
 * @param contigs that its header names
 * @param header the lines of its header that begin with two number signs
 * @param start where its first record of the region stands; empty if it has none, or is the only part
 */
record Part(
        Path path,
        Samples samples,
        Haplotypes haplotypes,
        List<String> contigs,
        List<String> header,
        Optional<Start> start) {
    /** @param pos in bp, 1-based */
    record Start(String contig, int pos) {}

    /** Looks into files. */
    static List<Part> of(List<Path> paths, Optional<Region> region) {
        return paths.stream().map(path -> of(path, region, paths.size() > 1)).toList();
    }

    private static Part of(Path path, Optional<Region> region, boolean several) {
        try (VariantSource source = VariantSource.open(path, region)) {
            return new Part(
                    path,
                    source.samples(),
                    source.haplotypes(),
                    source.contigs(),
                    source.headerLines().stream()
                            .filter(line -> line.startsWith("##"))
                            .toList(),
                    several ? start(source) : Optional.empty());
        }
    }

    private static Optional<Start> start(VariantSource source) {
        while (source.next()) {
            if (source.flaw().isPresent()) continue;
            return Optional.of(new Start(source.site().contig(), source.site().pos()));
        }
        return Optional.empty();
    }
}
