package org.haprag.evaluation.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.io.VariantSource;

/** Truth, panel and imputed files, opened together and ready to be read in lockstep. Each may be in parts. */
public final class InputFiles implements AutoCloseable {
    /**
     * What is read as one.
     *
     * @param name in tables
     * @param parts the files that hold it, each other samples or another stretch; at least one
     */
    public record Source(String name, List<Path> parts) {
        public Source {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What a file says before its records.
     *
     * @param file that was given
     * @param lines none where its form has no text
     */
    public record Header(Path file, List<String> lines) {
        public Header {
            lines = List.copyOf(lines);
        }
    }

    private final Optional<Region> region;
    private final ExclusionLog exclusions;
    private final List<List<Part>> parts = new ArrayList<>();
    private final ContigOrder order;
    private final ScoredSamples samples;
    private final Haplotypes haplotypes;
    private final int panelSamplesScored;
    private final List<PositionStream<?>> opened = new ArrayList<>();
    private final Positions<TruthAllele> truth;
    private final Positions<PanelAllele> panel;
    private final List<Positions<ImputedAllele>> imputed = new ArrayList<>();
    private final List<ImputedReading> readings = new ArrayList<>();

    private InputFiles(
            Source truthFiles,
            Source panelFiles,
            List<Source> imputedFiles,
            Optional<Region> region,
            ExclusionLog exclusions) {
        this.region = region;
        this.exclusions = exclusions;
        List<Source> sources = Stream.concat(Stream.of(truthFiles, panelFiles), imputedFiles.stream())
                .toList();
        for (Source source : sources) parts.add(Part.of(source.parts(), region));
        order = new ContigOrder(parts.stream()
                .flatMap(List::stream)
                .map(Part::contigs)
                .filter(c -> c.size() > 1) // the only contig of an .hpanel says nothing of the others
                .findFirst()
                .orElse(List.of()));
        List<List<Lane>> lanes = parts.stream().map(p -> Lane.of(p, order)).toList();
        samples = ScoredSamples.common(
                truthFiles.parts().get(0).toString(),
                Lane.samples(lanes.get(0)),
                lanes.stream().skip(2).map(Lane::samples).toList());
        Samples ofPanel = Lane.samples(lanes.get(1));
        panelSamplesScored = (int) samples.samples().names().stream()
                .filter(s -> ofPanel.indexOf(s) >= 0)
                .count();
        haplotypes = haplotypesOf(lanes.get(0));
        for (int source = 0; source < parts.size(); source++) if (source != 1) checkPloidies(parts.get(source));
        try {
            truth = positions(truthFiles, lanes.get(0), this::truthOpening, () -> new TruthAllele(haplotypes));
            panel = panel(panelFiles, lanes.get(1));
            for (int f = 0; f < imputedFiles.size(); f++) {
                ImputedReading reading = new ImputedReading(imputedFiles.get(f).name());
                readings.add(reading);
                imputed.add(positions(
                        imputedFiles.get(f),
                        lanes.get(f + 2),
                        columns -> imputedOpening(reading, columns),
                        () -> ImputedAllele.absent(haplotypes)));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Of the scored samples, as the first part of the truth that has a sample says. */
    private Haplotypes haplotypesOf(List<Lane> lanes) {
        int[] ploidies = new int[samples.samples().count()];
        for (int s = 0; s < ploidies.length; s++) {
            String name = samples.samples().name(s);
            Part part = lanes.stream()
                    .filter(l -> l.samples().indexOf(name) >= 0)
                    .findFirst()
                    .orElseThrow()
                    .parts()
                    .get(0);
            ploidies[s] = part.haplotypes().ploidy(part.samples().indexOf(name));
        }
        return Haplotypes.of(ploidies);
    }

    /** A dosage of 2 is twice one of 1: files that code males in different ways cannot be compared. */
    private void checkPloidies(List<Part> files) {
        for (Part file : files) {
            for (int s = 0; s < haplotypes.sampleCount(); s++) {
                int column = file.samples().indexOf(samples.samples().name(s));
                if (column < 0 || file.haplotypes().ploidy(column) == haplotypes.ploidy(s)) continue;
                throw new InputException(
                        file.path().toString(),
                        "sample " + samples.samples().name(s) + " has another ploidy than in the truth",
                        file.haplotypes().ploidy(column) + " alleles a call",
                        haplotypes.ploidy(s) + ", as in the truth",
                        "make the calls of one of the files alike: bcftools +fixploidy; judge X by itself, and parts of one"
                                + " ploidy (--region)");
            }
        }
    }

    private <A extends ScoredAllele & Mergeable<A>> Positions<A> positions(
            Source source, List<Lane> lanes, Function<int[], PositionStream.Opening<A>> opening, Supplier<A> empty) {
        List<MergedPositions.Share<A>> shares = new ArrayList<>();
        for (Lane lane : lanes) {
            int[] places = samples.placesOf(lane.samples());
            if (places.length == 0) continue;
            int[] columns = IntStream.of(places)
                    .map(s -> lane.samples().indexOf(samples.samples().name(s)))
                    .toArray();
            shares.add(new MergedPositions.Share<>(stream(source, lane, opening.apply(columns)), places));
        }
        if (shares.size() == 1) return shares.get(0).stream();
        return new MergedPositions<>(source.name(), samples.samples(), shares, empty, order, exclusions);
    }

    private <A extends ScoredAllele> PositionStream<A> stream(
            Source source, Lane lane, PositionStream.Opening<A> opening) {
        PositionStream<A> stream = new PositionStream<>(source.name(), lane, opening, order, exclusions);
        opened.add(stream);
        return stream;
    }

    private PositionStream.Opening<TruthAllele> truthOpening(int[] columns) {
        return path -> {
            VariantSource source = VariantSource.open(path, region);
            return new DecodeAhead<>("truth", source, new TruthDecoder(source, columns), order);
        };
    }

    private PositionStream.Opening<ImputedAllele> imputedOpening(ImputedReading reading, int[] columns) {
        ImputedReading.OfLane lane = reading.lane();
        return path -> {
            VariantSource source = VariantSource.open(path, region);
            try {
                ImputedDecoder decoder = new ImputedDecoder(source.annotated(), columns);
                lane.next(path, decoder);
                return new DecodeAhead<>(reading.name(), source, decoder, order);
            } catch (InputException e) {
                source.close();
                throw e;
            }
        };
    }

    private Positions<PanelAllele> panel(Source source, List<Lane> lanes) {
        if (lanes.size() > 1) {
            throw new InputException(
                    lanes.get(1).parts().get(0).path().toString(),
                    "the files of the panel have other samples",
                    "other samples than " + lanes.get(0).parts().get(0).path(),
                    "the same samples in every file, which are stretches of one panel",
                    "give the files of one panel");
        }
        return stream(source, lanes.get(0), path -> {
            VariantSource file = VariantSource.open(path, region);
            return new DecodeAhead<>(source.name(), file, new PanelDecoder(file), order);
        });
    }

    /**
     * Opens all files.
     *
     * @param exclusions hears of records that cannot be scored
     */
    public static InputFiles open(
            Source truth, Source panel, List<Source> imputed, Optional<Region> region, ExclusionLog exclusions) {
        InputFiles files = new InputFiles(truth, panel, imputed, region, exclusions);
        try {
            files.all().forEach(Positions::start);
            return files;
        } catch (RuntimeException | Error e) {
            files.close();
            throw e;
        }
    }

    /** Truth, panel, then the imputed files. */
    public List<Positions<?>> all() {
        return Stream.concat(Stream.of(truth, panel), imputed.stream()).toList();
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

    public Positions<TruthAllele> truth() {
        return truth;
    }

    public Positions<PanelAllele> panel() {
        return panel;
    }

    public List<Positions<ImputedAllele>> imputed() {
        return imputed;
    }

    /** How each imputed file is read. */
    public List<ImputedReading> readings() {
        return readings;
    }

    /** How many parts of an imputed file are not read, as they have none of the scored samples. */
    public int unread(int file) {
        return (int) parts.get(file + 2).stream()
                .filter(part -> samples.placesOf(part.samples()).length == 0)
                .count();
    }

    /** The headers of a source's files; 0 is the truth, 1 the panel, then the imputed files. */
    public List<Header> headers(int source) {
        return parts.get(source).stream()
                .map(part -> new Header(part.path(), part.header()))
                .toList();
    }

    @Override
    public void close() {
        opened.forEach(PositionStream::close);
    }
}
