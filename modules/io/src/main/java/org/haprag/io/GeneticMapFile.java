package org.haprag.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the genetic map of a run comes from.
 *
 * @param file PLINK or pos-chr-cM, plain or gzipped, of any number of contigs, or a name with {@code {}} in the place of the
 *     contig; empty for 1 cM/Mb everywhere
 */
public record GeneticMapFile(Optional<Path> file) {
    private static final Logger LOG = LoggerFactory.getLogger(GeneticMapFile.class);

    /** No map in cM that is known to us has less; human ones in Morgans have .01. */
    private static final double LEAST_CM_PER_MB = .03;

    /** The map of a contig; without a file 1 cM/Mb, which the log then says. */
    public GeneticMap load(RunRecorder recorder, String contig) throws IOException {
        if (file.isEmpty()) {
            LOG.info("no --map: assuming {} cM/Mb on {}", GeneticMap.DEFAULT_CM_PER_MB, contig);
            return GeneticMap.constantRate();
        }
        Path path = of(contig);
        recorder.input("map", path);
        GeneticMap read = GeneticMapReader.read(path, contig);
        LOG.info("{}: {} map points on {}", path, read.pointCount(), contig);
        if (read.meanCmPerMb() < LEAST_CM_PER_MB) {
            LOG.warn(String.format(
                    Locale.ROOT,
                    "--map: %s has %.2g cM/Mb on %s, where people have about 1: its lengths may be in Morgans, not in cM",
                    path,
                    read.meanCmPerMb(),
                    contig));
        }
        return read;
    }

    /** The file of a contig. @throws InputException if a pattern has none */
    private Path of(String contig) {
        ContigFiles files = new ContigFiles("--map", file.orElseThrow());
        return files.of(contig).orElseThrow(() -> files.noneFor(contig));
    }

    /**
     * Looks which of several contigs have no map, before the first is used: X, Y and the like may lack one, a numbered chromosome
     * may not.
     *
     * @return those without a map
     * @throws InputException if a numbered chromosome has none
     */
    public Set<String> missing(List<String> contigs) {
        if (file.isEmpty()) return Set.of();
        ContigFiles files = new ContigFiles("--map", file.get());
        Set<String> there = files.pattern() ? Set.of() : GeneticMapReader.contigs(file.get());
        Set<String> missing = new LinkedHashSet<>();
        for (String contig : contigs) {
            boolean has = files.pattern()
                    ? files.of(contig).isPresent()
                    : Contigs.named(there, contig).isPresent();
            if (has) continue;
            if (Contigs.numbered(contig)) throw lacks(files, contig, there);
            missing.add(contig);
        }
        if (!missing.isEmpty()) {
            LOG.warn(
                    "--map has no map of {}: assuming {} cM/Mb there",
                    String.join(", ", missing),
                    GeneticMap.DEFAULT_CM_PER_MB);
        }
        return missing;
    }

    private static InputException lacks(ContigFiles files, String contig, Set<String> there) {
        return files.pattern() ? files.noneFor(contig) : GeneticMapReader.noPoints(files.name(), contig, there);
    }
}
