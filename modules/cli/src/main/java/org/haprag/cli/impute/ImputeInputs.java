package org.haprag.cli.impute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Future;
import org.haprag.cli.Background;
import org.haprag.cli.MapOption;
import org.haprag.cli.ReadingProgress;
import org.haprag.cli.Run;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.Region;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.vcf.PanelFile;
import org.haprag.vcf.PanelReadOptions;
import org.haprag.vcf.PanelReader;
import org.haprag.vcf.VcfTargetReader;

/**
 * Panel, targets and map, read at the same time.
 *
 * @param panel the reference
 * @param targets as their file has them
 * @param siteCm position of every panel site in cM
 */
record ImputeInputs(PanelFile panel, TargetGenotypes targets, double[] siteCm) {
    /** Which files, and how they are read. */
    record Files(
            Path panel, Path target, MapOption map, Optional<Region> region, PanelReadOptions.MissingCalls missing) {}

    /** Reads all three; the map beside the targets, as it is the panel that takes long. */
    static ImputeInputs read(Files files, Run run, Background background) throws IOException {
        run.input("panel", files.panel());
        run.input("target", files.target());
        Future<TargetGenotypes> targets = background.begin(
                () -> run.phase("read targets", () -> VcfTargetReader.read(files.target(), files.region())));
        Future<GeneticMap> map = background.begin(() -> files.map().load(run, contig(Background.join(targets))));
        PanelFile panel = run.phase("read panel", () -> panel(files, run));
        String contig = panel.panel().site(0).contig();
        TargetGenotypes read = Background.join(targets);
        boolean sameContig = Contigs.same(contig, contig(read));
        GeneticMap used = sameContig ? Background.join(map) : files.map().load(run, contig);
        return new ImputeInputs(panel, read, used.cmOfSites(panel.panel()));
    }

    private static PanelFile panel(Files files, Run run) {
        try (ReadingProgress reading = run.reading("reading " + files.panel().getFileName())) {
            return PanelReader.read(files.panel(), new PanelReadOptions(files.region(), files.missing(), reading));
        }
    }

    private static String contig(TargetGenotypes targets) {
        return targets.sites().get(0).contig();
    }
}
