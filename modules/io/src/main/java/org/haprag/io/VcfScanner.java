package org.haprag.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;

/**
 * Streams the records of a VCF (plain, gzipped or bgzipped; 4.1 to 4.4), sorted by position. The file is inflated in a
 * thread of its own; everything else happens in the caller's.
 *
 * <pre>{@code
 * try (VcfScanner vcf = VcfScanner.open(path)) {
 *     byte[] alleles = new byte[vcf.samples().haplotypeCount()];
 *     while (vcf.next()) {
 *         vcf.alleles(alleles);
 *     }
 * }
 * }</pre>
 *
 * <p>What is wrong with the file is an {@link org.haprag.genotype.InputException} with file and line. Not thread-safe.
 */
public final class VcfScanner implements AutoCloseable {
    private final LineReader lines;
    private final VcfFileHeader header;
    private final Optional<Region> region;
    private final RecordLine record;
    private final GenotypeParser genotypes;
    private final FloatFields floats;
    private final boolean atRegion;
    private boolean genotypesParsed;
    private boolean phased;
    private boolean done;

    private VcfScanner(LineReader lines, VcfFileHeader header, Optional<Region> region, boolean seeked) {
        this.lines = lines;
        this.header = header;
        this.region = region;
        this.atRegion = seeked;
        this.record = new RecordLine(lines, header.samples(), !seeked);
        this.genotypes = new GenotypeParser(record);
        this.floats = new FloatFields(record);
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
        if (PanelReader.isPanelFile(path)) throw PanelReader.notVcf(path);
        LineReader lines = LineReader.open(path, progress);
        try {
            VcfFileHeader header = VcfFileHeader.read(lines);
            Optional<RegionIndex> index =
                    region.isPresent() && lines.isBlockGzip() ? RegionIndex.of(path) : Optional.empty();
            if (index.isEmpty()) return new VcfScanner(lines, header, region, false);
            lines.close();
            OptionalLong start = index.get().startOf(region.get());
            lines = start.isEmpty() ? LineReader.none(path) : LineReader.openAt(path, start.getAsLong(), progress);
            return new VcfScanner(lines, header, region, true);
        } catch (RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    /** The samples, in the order of their columns. */
    public Samples samples() {
        return header.samples();
    }

    /** Contigs that the header names, in order; may be empty. */
    public List<String> contigs() {
        return header.contigs();
    }

    /** Lengths in bp of the contigs whose header line tells. */
    public Map<String, Integer> contigLengths() {
        return header.contigLengths();
    }

    /** Whether the header declares a FORMAT key. */
    public boolean declaresFormat(String key) {
        return header.header().hasFormatLine(key);
    }

    /** Whether the header declares an INFO key. */
    public boolean declaresInfo(String key) {
        return header.header().hasInfoLine(key);
    }

    /** The header's lines as they stand in the file. */
    public List<String> headerLines() {
        return List.copyOf(header.lines());
    }

    /** Moves to the next record, of the region if there is one; false if there are no more. */
    public boolean next() {
        genotypesParsed = false;
        while (!done && lines.next()) {
            if (lines.end() == lines.start()) continue; // an empty line, as editors leave at the end
            record.split();
            if (region.isEmpty()) return true;
            Region wanted = region.get();
            if (wanted.contains(record.contig(), record.pos())) return true;
            done = past(wanted);
        }
        return false;
    }

    private boolean past(Region wanted) {
        boolean onContig = Contigs.same(record.contig(), wanted.contig());
        return onContig ? record.pos() > wanted.endBp() : atRegion;
    }

    /** The current record without its genotypes. Builds a new value at every call. */
    public Site site() {
        return record.site();
    }

    /** 1-based line number of the current record; -1 where an index was used and lines were not counted. */
    public int line() {
        return record.line();
    }

    /** Such as {@code panel.vcf.gz:812}: names the current record in messages. */
    public String where() {
        return record.where();
    }

    /** Whether the current record has an ALT allele. */
    public boolean hasAlt() {
        return record.altCount() > 0;
    }

    /** Number of ALT alleles of the current record. */
    public int altCount() {
        return record.altCount();
    }

    /**
     * The allele codes of the current record: 0 REF, i the i-th ALT, -1 missing. A call of one allele on X, Y or MT
     * counts for both haplotypes; elsewhere it is an error.
     *
     * @param out 2 codes a sample, haplotype 2s and 2s+1 of sample s
     */
    public void alleles(byte[] out) {
        if (out.length != samples().haplotypeCount()) {
            throw new IllegalArgumentException(
                    "expected " + samples().haplotypeCount() + " codes, found " + out.length);
        }
        genotypes.parse(out);
        genotypesParsed = true;
        phased = genotypes.firstUnphased() < 0;
    }

    /** Whether every heterozygous call of the current record is phased. Ask after {@link #alleles}. */
    public boolean phased() {
        requireGenotypes();
        return phased;
    }

    /** The first sample with an unphased heterozygous or half-missing call, -1 if none. Ask after {@link #alleles}. */
    public int firstUnphasedSample() {
        requireGenotypes();
        return genotypes.firstUnphased();
    }

    private void requireGenotypes() {
        if (!genotypesParsed) throw new IllegalStateException("alleles() of this record was not called");
    }

    /** Packs phased calls of REF and one ALT into bits; false if the record has any other call. */
    boolean pack(long[] words, int offset) {
        return record.altCount() == 1
                && record.onlyGenotypes()
                && PackedCalls.pack(
                        record.bytes(),
                        record.callsStart(),
                        record.end(),
                        samples().count(),
                        words,
                        offset);
    }

    /** The text of a sample's column in the current record, for messages. */
    String callText(int sample) {
        int p = record.callsStart();
        for (int s = 0; ; s++) {
            int from = p;
            while (p < record.end() && record.bytes()[p] != '\t') p++;
            if (s == sample) return record.text(from, p);
            p++;
        }
    }

    /** Whether FORMAT of the current record has a key. */
    public boolean hasFormat(String key) {
        return record.formatIndex(key) >= 0;
    }

    /**
     * Numbers of a FORMAT key of the current record.
     *
     * @param out perSample numbers a sample; NaN where the file has '.' or leaves trailing fields out
     * @param perSample how many numbers each sample must have, as 1 for DS of a biallelic record, 3 for its GP
     */
    public void formatFloats(String key, float[] out, int perSample) {
        if (out.length != samples().count() * perSample) {
            throw new IllegalArgumentException(
                    "expected " + samples().count() * perSample + " numbers, found " + out.length);
        }
        floats.parse(key, out, perSample);
    }

    /** The value of an INFO key of the current record: "" for a flag, null if the record does not have it. */
    public String info(String key) {
        return record.info(key);
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
