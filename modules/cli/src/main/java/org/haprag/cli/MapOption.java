package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.haprag.genotype.GeneticMap;
import org.haprag.io.GeneticMapReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** {@code --map}, the same in every command that needs centimorgans. */
public final class MapOption {
    private static final Logger LOG = LoggerFactory.getLogger(MapOption.class);

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description = "Genetic map, plain or gzipped: PLINK (chr id cM bp) or pos chr cM. Default: 1 cM/Mb.")
    private Path map;

    /** The map of a contig; without a file 1 cM/Mb, which the log then says. */
    public GeneticMap load(Run run, String contig) throws IOException {
        if (map == null) {
            LOG.info("no --map: assuming {} cM/Mb on {}", GeneticMap.DEFAULT_CM_PER_MB, contig);
            return GeneticMap.constantRate();
        }
        run.input("map", map);
        GeneticMap read = GeneticMapReader.read(map, contig);
        LOG.info("{}: {} map points on {}", map, read.pointCount(), contig);
        return read;
    }
}
