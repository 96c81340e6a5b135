package org.haprag.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.haprag.cli.Run;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.InputException;
import org.haprag.io.GeneticMapReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** {@code --vcf} and {@code --map}, which may be repeated together to train on several panels, and whom to take out of them. */
public final class PanelArguments {
    private static final Logger LOG = LoggerFactory.getLogger(PanelArguments.class);

    @Option(
            names = "--vcf",
            required = true,
            paramLabel = "FILE",
            description = "Phased panel to learn from, VCF or .hpanel; repeat it to learn from several.")
    private List<Path> vcfs;

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description =
                    "Genetic map, plain or gzipped: PLINK (chr id cM bp) or pos chr cM. One for all panels, or one"
                            + " for each --vcf in the same order. Default: 1 cM/Mb.")
    private List<Path> maps = List.of();

    @Option(
            names = "--exclude-samples",
            paramLabel = "FILE",
            description = "Sample names, one a line, to take out of every panel first. Default: none.")
    private Path excludeSamples;

    /** The panels, in the order given. */
    public List<Path> vcfs() {
        return vcfs;
    }

    /** Names all files in the run's record. @throws InputException unless there are no maps, one, or one for each panel */
    public void declare(Run run) throws IOException {
        if (maps.size() > 1 && maps.size() != vcfs.size()) {
            throw new InputException(
                    "--map",
                    "the maps do not match the panels",
                    maps.size() + " maps for " + vcfs.size() + " panels",
                    "no map, one map, or one for each --vcf",
                    "repeat --map as often as --vcf, in the same order");
        }
        for (Path vcf : vcfs) run.input("vcf", vcf);
        for (Path map : maps.stream().distinct().toList()) run.input("map", map);
        if (maps.isEmpty()) LOG.info("no --map: assuming {} cM/Mb", GeneticMap.DEFAULT_CM_PER_MB);
    }

    /** Who is to be taken out of every panel; names the file in the run's record. */
    public SampleNames excluded(Run run) throws IOException {
        return excludeSamples == null ? SampleNames.NONE : SampleNames.read(run, excludeSamples);
    }

    /** The map of a panel. */
    public GeneticMap map(int panel, String contig) {
        if (maps.isEmpty()) return GeneticMap.constantRate();
        return GeneticMapReader.read(maps.get(maps.size() == 1 ? 0 : panel), contig);
    }
}
