package org.haprag.cli.impute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import org.haprag.cli.MapOption;
import org.haprag.cli.Run;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.Background;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReading;
import org.haprag.io.TargetReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Panel, targets and map, read at the same time. Of a region the sites around it are read too, as context.
 *
 * @param panel the reference
 * @param targets as their file has them
 * @param siteCm position of every panel site in cM
 * @param fromSite the first panel site to write
 * @param toSite after the last one
 */
record ImputeInputs(PanelReading panel, TargetGenotypes targets, double[] siteCm, int fromSite, int toSite) {
    private static final Logger LOG = LoggerFactory.getLogger(ImputeInputs.class);

    /**
     * Which files, and how they are read.
     *
     * @param region what is to be written; empty for everything
     * @param contextCm how much around the region is read
     */
    record Files(
            Path panel,
            Path target,
            MapOption map,
            Optional<Region> region,
            double contextCm,
            PanelReadOptions.MissingCalls missing) {}

    /** Reads all three; the map beside the targets, as it is the panel that takes long. */
    static ImputeInputs read(Files files, Run run, Background background) throws IOException {
        run.input("panel", files.panel());
        run.input("target", files.target());
        if (files.region().isEmpty()) return read(files, Optional.empty(), Optional.empty(), run, background);
        Region wanted = files.region().get();
        GeneticMap map = files.map().load(run, wanted.contig());
        Region around = map.around(wanted, files.contextCm());
        LOG.info(String.format(
                Locale.ROOT, "writing %s, with context of %.3g cM on both sides", wanted, files.contextCm()));
        return read(files, Optional.of(around), Optional.of(map), run, background);
    }

    private static ImputeInputs read(
            Files files, Optional<Region> region, Optional<GeneticMap> loaded, Run run, Background background)
            throws IOException {
        Future<TargetGenotypes> targets =
                background.begin(() -> run.phase("read targets", () -> TargetReader.read(files.target(), region)));
        Future<GeneticMap> map = background.begin(
                () -> loaded.isPresent() ? loaded.get() : files.map().load(run, contig(Background.join(targets))));
        PanelReading panel = run.phase("read panel", () -> run.readPanel(files.panel(), region, files.missing()));
        String contig = panel.panel().site(0).contig();
        TargetGenotypes read = Background.join(targets);
        boolean sameContig = loaded.isPresent() || Contigs.same(contig, contig(read));
        GeneticMap used = sameContig ? Background.join(map) : files.map().load(run, contig);
        double[] siteCm = used.cmOfSites(panel.panel());
        return files.region()
                .map(r -> within(r, files, panel, read, siteCm))
                .orElseGet(() -> new ImputeInputs(panel, read, siteCm, 0, siteCm.length));
    }

    private static ImputeInputs within(
            Region region, Files files, PanelReading file, TargetGenotypes targets, double[] siteCm) {
        HaplotypePanel panel = file.panel();
        int from = 0;
        while (from < panel.siteCount() && panel.site(from).pos() < region.startBp()) from++;
        int to = from;
        while (to < panel.siteCount() && panel.site(to).pos() <= region.endBp()) to++;
        if (from < to) return new ImputeInputs(file, targets, siteCm, from, to);
        throw new InputException(
                files.panel() + ", " + region,
                "the panel has no sites",
                panel.siteCount() + " sites around the region, none in it",
                "at least one record with an ALT allele",
                "choose a --region that the panel covers");
    }

    private static String contig(TargetGenotypes targets) {
        return targets.sites().get(0).contig();
    }
}
