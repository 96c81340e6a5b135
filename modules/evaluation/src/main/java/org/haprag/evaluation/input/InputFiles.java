package org.haprag.evaluation.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haprag.genotype.Region;
import org.haprag.io.VcfScanner;

/** Truth, panel and imputed files, opened together and ready to be read in lockstep. */
public final class InputFiles implements AutoCloseable {
    private final List<VcfScanner> scanners;
    private final ScoredSamples samples;
    private final PositionStream<TruthAllele> truth;
    private final PositionStream<PanelAllele> panel;
    private final List<PositionStream<ImputedAllele>> imputed = new ArrayList<>();
    private final List<ImputedDecoder> decoders = new ArrayList<>();
    private final int panelSamplesScored;

    private InputFiles(List<VcfScanner> scanners, Path truthPath, List<String> names, ExclusionLog exclusions) {
        this.scanners = scanners;
        VcfScanner truthVcf = scanners.get(0);
        VcfScanner panelVcf = scanners.get(1);
        List<VcfScanner> files = scanners.subList(2, scanners.size());
        samples = ScoredSamples.common(
                truthPath.toString(),
                truthVcf.samples(),
                files.stream().map(VcfScanner::samples).toList());
        panelSamplesScored = (int) samples.samples().names().stream()
                .filter(s -> panelVcf.samples().indexOf(s) >= 0)
                .count();
        ContigOrder order = new ContigOrder(scanners.stream()
                .map(VcfScanner::contigs)
                .filter(c -> !c.isEmpty())
                .findFirst()
                .orElse(List.of()));
        truth = new PositionStream<>(
                "truth",
                truthVcf,
                new TruthDecoder(truthVcf, samples.columnsIn(truthVcf.samples())),
                order,
                exclusions);
        panel = new PositionStream<>("panel", panelVcf, new PanelDecoder(panelVcf), order, exclusions);
        for (int f = 0; f < files.size(); f++) {
            VcfScanner vcf = files.get(f);
            ImputedDecoder decoder = new ImputedDecoder(vcf, samples.columnsIn(vcf.samples()));
            decoders.add(decoder);
            imputed.add(new PositionStream<>(names.get(f), vcf, decoder, order, exclusions));
        }
    }

    private List<PositionStream<?>> streams() {
        return Stream.concat(Stream.of(truth, panel), imputed.stream()).toList();
    }

    /**
     * Opens all files.
     *
     * @param names of the imputed files, one a path
     * @param exclusions hears of records that cannot be scored
     */
    public static InputFiles open(
            Path truth,
            Path panel,
            List<Path> imputed,
            List<String> names,
            Optional<Region> region,
            ExclusionLog exclusions) {
        InputFiles files = opened(truth, panel, imputed, names, region, exclusions);
        try {
            files.streams().forEach(PositionStream::start);
            return files;
        } catch (RuntimeException | Error e) {
            files.close();
            throw e;
        }
    }

    private static InputFiles opened(
            Path truth,
            Path panel,
            List<Path> imputed,
            List<String> names,
            Optional<Region> region,
            ExclusionLog exclusions) {
        List<VcfScanner> scanners = new ArrayList<>();
        try {
            for (Path path :
                    Stream.concat(Stream.of(truth, panel), imputed.stream()).toList()) {
                scanners.add(VcfScanner.open(path, region));
            }
            return new InputFiles(scanners, truth, names, exclusions);
        } catch (RuntimeException | Error e) {
            scanners.forEach(VcfScanner::close);
            throw e;
        }
    }

    public ScoredSamples samples() {
        return samples;
    }

    /** How many of the scored samples stand in the panel too, where they should not. */
    public int panelSamplesScored() {
        return panelSamplesScored;
    }

    public PositionStream<TruthAllele> truth() {
        return truth;
    }

    public PositionStream<PanelAllele> panel() {
        return panel;
    }

    public List<PositionStream<ImputedAllele>> imputed() {
        return imputed;
    }

    /** How each imputed file is read. */
    public List<ImputedDecoder> decoders() {
        return decoders;
    }

    /** Lines of a file's header; 0 is the truth, 1 the panel, then the imputed files. */
    public List<String> headerLines(int file) {
        return scanners.get(file).headerLines();
    }

    @Override
    public void close() {
        streams().forEach(PositionStream::close);
    }
}
