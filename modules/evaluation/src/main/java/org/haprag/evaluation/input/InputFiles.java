package org.haprag.evaluation.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Region;
import org.haprag.io.AnnotatedSource;
import org.haprag.io.VariantSource;

/** Truth, panel and imputed files, opened together and ready to be read in lockstep. */
public final class InputFiles implements AutoCloseable {
    private final List<VariantSource> sources;
    private final ScoredSamples samples;
    private final Haplotypes haplotypes;
    private final PositionStream<TruthAllele> truth;
    private final PositionStream<PanelAllele> panel;
    private final List<PositionStream<ImputedAllele>> imputed = new ArrayList<>();
    private final List<ImputedDecoder> decoders = new ArrayList<>();
    private final int panelSamplesScored;

    private InputFiles(List<VariantSource> sources, Path truthPath, List<String> names, ExclusionLog exclusions) {
        this.sources = sources;
        VariantSource truthSource = sources.get(0);
        VariantSource panelSource = sources.get(1);
        List<AnnotatedSource> files =
                sources.stream().skip(2).map(VariantSource::annotated).toList();
        samples = ScoredSamples.common(
                truthPath.toString(),
                truthSource.samples(),
                files.stream().map(VariantSource::samples).toList());
        panelSamplesScored = (int) samples.samples().names().stream()
                .filter(s -> panelSource.samples().indexOf(s) >= 0)
                .count();
        ContigOrder order = new ContigOrder(sources.stream()
                .map(VariantSource::contigs)
                .filter(c -> c.size() > 1) // the only contig of an .hpanel says nothing of the others
                .findFirst()
                .orElse(List.of()));
        int[] inTruth = samples.columnsIn(truthSource.samples());
        haplotypes = truthSource.haplotypes().subset(inTruth);
        truth = new PositionStream<>("truth", truthSource, new TruthDecoder(truthSource, inTruth), order, exclusions);
        panel = new PositionStream<>("panel", panelSource, new PanelDecoder(panelSource), order, exclusions);
        for (int f = 0; f < files.size(); f++) {
            AnnotatedSource source = files.get(f);
            ImputedDecoder decoder = new ImputedDecoder(source, samples.columnsIn(source.samples()));
            decoders.add(decoder);
            imputed.add(new PositionStream<>(names.get(f), source, decoder, order, exclusions));
        }
    }

    /** All files. */
    public List<PositionStream<?>> streams() {
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
        List<VariantSource> sources = new ArrayList<>();
        try {
            for (Path path :
                    Stream.concat(Stream.of(truth, panel), imputed.stream()).toList()) {
                sources.add(VariantSource.open(path, region));
            }
            return new InputFiles(sources, truth, names, exclusions);
        } catch (RuntimeException | Error e) {
            sources.forEach(VariantSource::close);
            throw e;
        }
    }

    public ScoredSamples samples() {
        return samples;
    }

    /** The haplotypes that the scored samples have in the truth. */
    public Haplotypes haplotypes() {
        return haplotypes;
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

    /** Lines of a file's header, none where its form has no text; 0 is the truth, 1 the panel, then the imputed files. */
    public List<String> headerLines(int file) {
        return sources.get(file).headerLines();
    }

    @Override
    public void close() {
        streams().forEach(PositionStream::close);
    }
}
