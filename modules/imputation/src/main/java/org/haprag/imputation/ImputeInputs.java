package org.haprag.imputation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.Background;
import org.haprag.io.FlawedRecords;
import org.haprag.io.GeneticMapFile;
import org.haprag.io.Males;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelReading;
import org.haprag.io.ReadProgress;
import org.haprag.io.ReadingProgress;
import org.haprag.io.RunRecorder;
import org.haprag.io.Selection;
import org.haprag.io.TargetReader;
import org.haprag.io.VariantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Panel, targets and map, read at the same time. Of a region the sites around it are read too, as context.
 *
 * @param panel the reference
 * @param targets as their file has them
 * @param flawed records of the targets' file that cannot be used
 * @param siteCm position of every panel site in cM
 * @param fromSite the first panel site to write
 * @param toSite after the last one
 */
record ImputeInputs(
        PanelReading panel, TargetGenotypes targets, FlawedRecords flawed, double[] siteCm, int fromSite, int toSite) {
    private static final Logger LOG = LoggerFactory.getLogger(ImputeInputs.class);

    /** Reads all three; the map beside the targets, as it is the panel that takes long. */
    static ImputeInputs read(ImputeRequest request, RunRecorder recorder) throws IOException {
        recorder.input("panel", request.input().panel());
        for (Path file : VariantSource.files(request.input().target())) recorder.input("target", file);
        GeneticMapFile map = new GeneticMapFile(request.input().map());
        Males males = request.input().males();
        if (request.region().isEmpty()) {
            Selection all = new Selection(Optional.empty(), Optional.empty(), males);
            return read(request, all, contig -> map.load(recorder, contig), recorder);
        }
        Region wanted = request.region().get();
        double contextCm = request.windows().overlapCm();
        GeneticMap loaded = map.load(recorder, wanted.contig());
        Region around = loaded.around(wanted, contextCm);
        Selection context = new Selection(Optional.of(around), request.region(), males);
        ImputeInputs inputs = within(wanted, request, read(request, context, contig -> loaded, recorder));
        LOG.info(String.format(
                Locale.ROOT,
                "writing %s:%d-%d, with context of %.3g cM on both sides",
                wanted.contig(),
                inputs.panel().panel().site(inputs.fromSite()).pos(),
                inputs.panel().panel().site(inputs.toSite() - 1).pos(),
                contextCm));
        return inputs;
    }

    /** The map of a contig. */
    private interface MapOfContig {
        GeneticMap load(String contig) throws IOException;
    }

    private static ImputeInputs read(ImputeRequest request, Selection selection, MapOfContig maps, RunRecorder recorder)
            throws IOException {
        try (Background background = new Background()) {
            Path file = request.input().target();
            FlawedRecords flawed = new FlawedRecords(request.sites().flawed());
            Future<TargetGenotypes> reading = background.begin(() -> recorder.phase(
                    "read targets", () -> TargetReader.read(file, selection, ReadProgress.SILENT, flawed)));
            Future<GeneticMap> mapping = background.begin(() -> maps.load(contig(Background.join(reading))));
            PanelReading panel = recorder.phase("read panel", () -> readPanel(request, selection, recorder));
            String contig = panel.panel().site(0).contig();
            TargetGenotypes targets = Background.join(reading);
            GeneticMap map = Contigs.same(contig, contig(targets)) ? Background.join(mapping) : maps.load(contig);
            double[] siteCm = map.cmOfSites(panel.panel());
            return new ImputeInputs(panel, targets, flawed, siteCm, 0, siteCm.length);
        }
    }

    private static PanelReading readPanel(ImputeRequest request, Selection selection, RunRecorder recorder) {
        Path file = request.input().panel();
        try (ReadingProgress reading = recorder.reading("reading " + file.getFileName())) {
            return PanelReader.read(
                    file,
                    new PanelReadOptions(
                            selection,
                            request.sites().missing(),
                            request.sites().flawed(),
                            reading));
        }
    }

    private static ImputeInputs within(Region region, ImputeRequest request, ImputeInputs all) {
        HaplotypePanel panel = all.panel().panel();
        int from = 0;
        while (from < panel.siteCount() && panel.site(from).pos() < region.startBp()) from++;
        int to = from;
        while (to < panel.siteCount() && panel.site(to).pos() <= region.endBp()) to++;
        if (from < to) return new ImputeInputs(all.panel(), all.targets(), all.flawed(), all.siteCm(), from, to);
        throw new InputException(
                request.input().panel() + ", " + region,
                "the panel has no sites",
                panel.siteCount() + " sites around the region, none in it",
                "at least one record with an ALT allele",
                "choose a --region that the panel covers");
    }

    private static String contig(TargetGenotypes targets) {
        return targets.sites().get(0).contig();
    }
}
