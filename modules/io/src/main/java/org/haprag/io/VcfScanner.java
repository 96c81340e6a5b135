package org.haprag.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.io.hpanel.PanelFileReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams the records of a VCF (plain, gzipped or bgzipped; 4.1 to 4.5). The file is inflated in a thread of its own;
 * everything else happens in the caller's. What is wrong with the file is told with file and line.
 *
 * <p>Who reads genotypes opens a {@link VariantSource}; this class is opened where the text of a VCF is copied.
 */
public final class VcfScanner implements AnnotatedSource {
    private static final Logger LOG = LoggerFactory.getLogger(VcfScanner.class);

    private final Path path;
    private final LineReader lines;
    private final VcfFileHeader header;
    private final Selection selection;
    private final Optional<Region> region;
    private final RecordLine record;
    private final Haplotypes haplotypes;
    private final GenotypeParser genotypes;
    private final FloatFields floats;
    private final boolean atRegion;
    private boolean genotypesParsed;
    private boolean done;

    private VcfScanner(Path path, LineReader lines, VcfFileHeader header, Selection selection, boolean seeked) {
        this.path = path;
        this.lines = lines;
        this.header = header;
        this.selection = selection;
        this.region = selection.region();
        this.atRegion = seeked;
        this.record = new RecordLine(lines, header.samples(), !seeked);
        this.haplotypes = surveyed();
        this.genotypes = new GenotypeParser(record, haplotypes);
        this.floats = new FloatFields(record, haplotypes);
    }

    /** Opens a file for all its records. */
    public static VcfScanner open(Path path) {
        return open(path, Optional.empty(), ReadProgress.SILENT);
    }

    /** Opens a file for the records whose POS lies in a region, or for all; uses FILE.tbi or FILE.csi if there is one. */
    public static VcfScanner open(Path path, Optional<Region> region) {
        return open(path, region, ReadProgress.SILENT);
    }

    /** As above, telling how far it is. */
    public static VcfScanner open(Path path, Optional<Region> region, ReadProgress progress) {
        CompressedInput in = CompressedInput.open(path);
        try {
            if (PanelFileReader.recognises(in.firstBytes())) throw PanelFileSource.notVcf(path);
            if (BcfSource.recognises(in.firstBytes())) throw BcfSource.notText(path);
            return open(in, Selection.of(region), progress);
        } catch (RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }

    /** Opens a file that was begun, as above. */
    static VcfScanner open(CompressedInput in, Selection selection, ReadProgress progress) {
        Path path = in.path();
        LineReader lines = new LineReader(in, progress);
        Optional<Region> region = selection.region();
        try {
            VcfFileHeader header = VcfFileHeader.read(lines);
            Optional<RegionIndex> index =
                    region.isPresent() && lines.isBlockGzip() ? RegionIndex.of(path) : Optional.empty();
            if (index.isEmpty()) return new VcfScanner(path, lines, header, selection, false);
            lines.close();
            OptionalLong start = index.get().startOf(region.get());
            lines = start.isEmpty() ? LineReader.none(path) : LineReader.openAt(path, start.getAsLong(), progress);
            return new VcfScanner(path, lines, header, selection, true);
        } catch (RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    /** Looks at the first records for the ploidy of the samples, and goes back. */
    private Haplotypes surveyed() {
        Ploidies ploidies = new Ploidies(samples().count());
        RecordLine ahead = new RecordLine(lines, samples(), !atRegion);
        GenotypeParser calls =
                new GenotypeParser(ahead, Haplotypes.diploid(samples().count()));
        lines.hold();
        try {
            while (!ploidies.complete() && lines.readSinceHold() < Ploidies.MOST_BYTES && next(ahead)) {
                if (selection.inCore(ahead.contig(), ahead.pos())) calls.survey(ploidies);
            }
        } catch (InputException e) {
            LOG.debug("a record ends the look at ploidies; it is told of when it is read", e);
        }
        lines.goBack();
        done = false;
        return ploidies.haplotypes();
    }

    @Override
    public Samples samples() {
        return header.samples();
    }

    @Override
    public Haplotypes haplotypes() {
        return haplotypes;
    }

    @Override
    public List<String> contigs() {
        return header.contigs();
    }

    @Override
    public List<String> contigsWithRecords() {
        return RegionIndex.of(path).map(RegionIndex::contigs).orElseGet(record::contigs);
    }

    @Override
    public ContigDescription contig(String name) {
        return header.contig(name);
    }

    @Override
    public List<String> headerLines() {
        return List.copyOf(header.lines());
    }

    @Override
    public boolean declaresInfo(String key) {
        return header.declaresInfo(key);
    }

    @Override
    public boolean declaresFormat(String key) {
        return header.declaresFormat(key);
    }

    @Override
    public boolean next() {
        genotypesParsed = false;
        while (next(record)) {
            if (selection.inCore(record.contig(), record.pos()) || ploidyFits()) return true;
        }
        return false;
    }

    private boolean next(RecordLine line) {
        while (!done && lines.next()) {
            if (lines.end() == lines.start()) continue; // an empty line, as editors leave at the end
            line.split();
            if (region.isEmpty()) return true;
            Region wanted = region.get();
            if (wanted.contains(line.contig(), line.pos())) return true;
            boolean onContig = Contigs.same(line.contig(), wanted.contig());
            done = onContig ? line.pos() > wanted.endBp() : atRegion;
        }
        return false;
    }

    @Override
    public Site site() {
        return record.site().site(record::where);
    }

    @Override
    public Optional<RecordFlaw> flaw() {
        return record.site().flaw();
    }

    @Override
    public boolean hasGenotypes() {
        return genotypes.present();
    }

    @Override
    public FlawedRecord flawed(RecordFlaw flaw, int before) {
        return record.site().flawed(flaw, before);
    }

    @Override
    public String where() {
        return record.where();
    }

    @Override
    public int altCount() {
        return record.altCount();
    }

    @Override
    public void alleles(byte[] out) {
        if (out.length != haplotypes.count()) {
            throw new IllegalArgumentException("expected " + haplotypes.count() + " codes, found " + out.length);
        }
        genotypes.parse(out);
        genotypesParsed = true;
    }

    @Override
    public boolean ploidyFits() {
        return genotypes.fits();
    }

    @Override
    public int firstUnphasedSample() {
        if (!genotypesParsed) throw new IllegalStateException("alleles() of this record was not called");
        return genotypes.firstUnphased();
    }

    @Override
    public boolean unphased(int sample) {
        if (!genotypesParsed) throw new IllegalStateException("alleles() of this record was not called");
        return genotypes.unphased(sample);
    }

    @Override
    public int phaseSet(int sample) {
        if (!genotypesParsed) throw new IllegalStateException("alleles() of this record was not called");
        return genotypes.phaseSet(sample);
    }

    @Override
    public boolean pack(long[] words, int offset) {
        return haplotypes.allDiploid()
                && record.altCount() == 1
                && record.onlyGenotypes()
                && PackedCalls.pack(
                        record.bytes(),
                        record.callsStart(),
                        record.end(),
                        samples().count(),
                        words,
                        offset);
    }

    @Override
    public String callText(int sample) {
        int p = record.callsStart();
        for (int s = 0; ; s++) {
            int from = p;
            while (p < record.end() && record.bytes()[p] != '\t') p++;
            if (s == sample) return record.text(from, p);
            p++;
        }
    }

    @Override
    public boolean hasFormat(String key) {
        return record.formatIndex(key) >= 0;
    }

    @Override
    public void formatFloats(String key, float[] out, int perSample) {
        if (out.length != samples().count() * perSample) {
            throw new IllegalArgumentException(
                    "expected " + samples().count() * perSample + " numbers, found " + out.length);
        }
        floats.parse(key, out, perSample);
    }

    @Override
    public Optional<String> info(String key) {
        return record.info(key);
    }

    /** A VCF is read record by record. */
    @Override
    public Optional<HaplotypePanel> panel() {
        return Optional.empty();
    }

    /** The bytes of the current record's line, without its line end. A copy. */
    byte[] lineBytes() {
        return lines.copy();
    }

    @Override
    public void close() {
        lines.close();
    }
}
