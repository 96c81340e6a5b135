package org.haprag.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.Region;
import org.haprag.training.run.TrainingPanels;
import picocli.CommandLine.Option;

/** {@code --vcf} and {@code --map}, which may be repeated together to train on several panels, and whom to take out of them. */
public final class PanelArguments {
    @Option(
            names = "--vcf",
            required = true,
            paramLabel = "FILE",
            description = "Phased panel to learn from, VCF or .hpanel. Repeat the option to learn from several.")
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
            description = "Samples to leave out of every panel: one name per line. Default: none.")
    private Path excludeSamples;

    /** The files to learn from. */
    public TrainingPanels panels(Optional<Region> region) {
        return new TrainingPanels(vcfs, maps, Optional.ofNullable(excludeSamples), region);
    }
}
