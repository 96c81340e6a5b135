package org.haprag.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.haprag.genotype.GeneticMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the genetic map of a run comes from.
 *
 * @param file PLINK or pos-chr-cM, plain or gzipped; empty for 1 cM/Mb everywhere
 */
public record GeneticMapFile(Optional<Path> file) {
    private static final Logger LOG = LoggerFactory.getLogger(GeneticMapFile.class);

    /** The map of a contig; without a file 1 cM/Mb, which the log then says. */
    public GeneticMap load(RunRecorder recorder, String contig) throws IOException {
        if (file.isEmpty()) {
            LOG.info("no --map: assuming {} cM/Mb on {}", GeneticMap.DEFAULT_CM_PER_MB, contig);
            return GeneticMap.constantRate();
        }
        recorder.input("map", file.get());
        GeneticMap read = GeneticMapReader.read(file.get(), contig);
        LOG.info("{}: {} map points on {}", file.get(), read.pointCount(), contig);
        return read;
    }
}
