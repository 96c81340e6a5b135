package org.haprag.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.io.GeneticMapReader;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.ReadingProgress;
import org.haprag.io.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files to learn from.
 *
 * @param vcfs phased panels, VCF or {@code .hpanel}
 * @param maps genetic maps: none, one for all panels, or one for each in the same order
 * @param excludedSamples names, one a line, of samples to take out of every panel first
 * @param region to which every panel is restricted
 */
public record TrainingPanels(
        List<Path> vcfs, List<Path> maps, Optional<Path> excludedSamples, Optional<Region> region) {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingPanels.class);

    /** @throws InputException unless there are no maps, one, or one for each panel */
    public TrainingPanels {
        vcfs = List.copyOf(vcfs);
        maps = List.copyOf(maps);
        if (maps.size() > 1 && maps.size() != vcfs.size()) {
            throw new InputException(
                    "--map",
                    "the maps do not match the panels",
                    maps.size() + " maps for " + vcfs.size() + " panels",
                    "no map, one map, or one for each --vcf",
                    "repeat --map as often as --vcf, in the same order");
        }
    }

    /** Names the panels and maps in the run's record. */
    public void declare(RunRecorder recorder) throws IOException {
        for (Path vcf : vcfs) recorder.input("vcf", vcf);
        for (Path map : maps.stream().distinct().toList()) recorder.input("map", map);
        if (maps.isEmpty()) LOG.info("no --map: assuming {} cM/Mb", GeneticMap.DEFAULT_CM_PER_MB);
    }

    /** Who is to be taken out of every panel; names the file in the run's record. */
    public SampleNames excluded(RunRecorder recorder) throws IOException {
        return excludedSamples.isPresent() ? SampleNames.read(recorder, excludedSamples.get()) : SampleNames.none();
    }

    /** Reads a panel, whose calls must all be there, and shows how far it has come. */
    public HaplotypePanel read(int panel, RunRecorder recorder) {
        Path vcf = vcfs.get(panel);
        try (ReadingProgress reading = recorder.reading("reading " + vcf.getFileName())) {
            return PanelReader.read(vcf, new PanelReadOptions(region, PanelReadOptions.MissingCalls.REFUSE, reading))
                    .panel();
        }
    }

    /** The map of a panel. */
    public GeneticMap map(int panel, String contig) {
        if (maps.isEmpty()) return GeneticMap.constantRate();
        return GeneticMapReader.read(maps.get(maps.size() == 1 ? 0 : panel), contig);
    }
}
