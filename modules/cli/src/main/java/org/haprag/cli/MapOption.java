package org.haprag.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.haprag.io.GeneticMapFile;
import picocli.CommandLine.Option;

/** {@code --map}, the same in every command that needs centimorgans. */
public final class MapOption {
    @Option(
            names = "--map",
            paramLabel = "FILE",
            description =
                    "Genetic map of all contigs, or map.chr{}.txt for one file a contig; plain or gzipped: PLINK (chr id"
                            + " cM bp) or pos chr cM. Default: 1 cM/Mb.")
    private Path map;

    /** Where the map comes from. */
    public GeneticMapFile file() {
        return new GeneticMapFile(Optional.ofNullable(map));
    }
}
