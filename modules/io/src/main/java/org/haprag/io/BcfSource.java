package org.haprag.io;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams the records of a BCF (2.1 or 2.2, bgzipped or plain; VCF 4.3, section 6). The file is inflated in a thread of its own;
 * everything else happens in the caller's.
 */
final class BcfSource implements AnnotatedSource {
    private static final Logger LOG = LoggerFactory.getLogger(BcfSource.class);
    private static final byte[] MAGIC = {'B', 'C', 'F', 2};
    /** Magic, minor version, and the length of the header's text. */
    private static final int HEADER_START = 9;

    private static final int LENGTHS = 8;

    private final Path path;
    private final ReadBuffer buffer;
    private final VcfFileHeader header;
    private final BcfDictionary dictionary;
    private final Selection selection;
    private final Optional<Region> region;
    private final BcfRecord record;
    private final Haplotypes haplotypes;
    private final BcfCalls calls;
    private final RecordOrder order;
    private final int gtKey;
    private final int psKey;
    private final boolean atRegion;
    private final Set<String> contigsMet = new LinkedHashSet<>();
    private String contig = "";
    private Optional<RecordSite> site = Optional.empty();
    private int records;
    private boolean parsed;
    private boolean done;

    private BcfSource(ReadBuffer buffer, VcfFileHeader header, Selection selection, boolean seeked) {
        this.path = buffer.path();
        this.buffer = buffer;
        this.header = header;
        this.dictionary = BcfDictionary.of(header.lines());
        this.selection = selection;
        this.region = selection.region();
        this.atRegion = seeked;
        this.gtKey = dictionary.keyNumber("GT");
        this.psKey = dictionary.keyNumber("PS");
        this.record = new BcfRecord(samples().count());
        this.haplotypes = surveyed();
        this.calls = new BcfCalls(samples(), haplotypes);
        this.order = new RecordOrder(path, this::where);
    }

    /** Whether a file whose text begins like this is a BCF. */
    static boolean recognises(byte[] first) {
        for (int i = 0; i < MAGIC.length; i++) if (i >= first.length || first[i] != MAGIC[i]) return false;
        return true;
    }

    /** Opens a file that was begun, for the records whose POS lies in a region, or for all; uses FILE.csi if there is one. */
    static BcfSource open(CompressedInput in, Selection selection, ReadProgress progress) {
        Path path = in.path();
        ReadBuffer buffer = new ReadBuffer(in, progress);
        Optional<Region> region = selection.region();
        try {
            VcfFileHeader header = header(buffer);
            Optional<RegionIndex> index =
                    region.isPresent() && buffer.isBlockGzip() ? RegionIndex.of(path) : Optional.empty();
            if (index.isEmpty()) return new BcfSource(buffer, header, selection, false);
            buffer.close();
            OptionalLong start = index.get()
                    .named(BcfDictionary.of(header.lines()).contigs())
                    .startOf(region.get());
            CompressedInput there =
                    start.isEmpty() ? CompressedInput.none(path) : CompressedInput.openAt(path, start.getAsLong());
            buffer = new ReadBuffer(there, progress);
            return new BcfSource(buffer, header, selection, true);
        } catch (RuntimeException | Error e) {
            buffer.close();
            throw e;
        }
    }

    private static VcfFileHeader header(ReadBuffer buffer) {
        if (!has(buffer, HEADER_START)) throw cutOff(buffer.path(), "its header");
        int start = buffer.next();
        int minor = buffer.bytes()[start + MAGIC.length];
        if (minor != 1 && minor != 2) {
            throw new InputException(
                    buffer.path().toString(),
                    "the BCF is of another version",
                    "2." + minor,
                    "2.1 or 2.2",
                    "bcftools view -Ob writes such a file");
        }
        int length = BcfValue.int32(buffer.bytes(), start + HEADER_START - 4);
        if (length < 0 || length > ReadBuffer.MAX_RECORD_BYTES - HEADER_START) {
            throw malformed(buffer.path().toString(), "a header of " + Integer.toUnsignedString(length) + " bytes");
        }
        if (!has(buffer, HEADER_START + length)) throw cutOff(buffer.path(), "its header");
        int from = buffer.next() + HEADER_START;
        int to = from + length;
        while (to > from && buffer.bytes()[to - 1] == 0) to--;
        byte[] text = buffer.copy(from, to);
        buffer.readTo(from + length);
        try (LineReader lines = new LineReader(CompressedInput.of(buffer.path(), text), ReadProgress.SILENT)) {
            return VcfFileHeader.read(lines);
        }
    }

    private static boolean has(ReadBuffer buffer, int bytes) {
        while (buffer.limit() - buffer.next() < bytes) if (!buffer.more()) return false;
        return true;
    }

    /** Looks at the first records for the ploidy of the samples, and goes back. */
    private Haplotypes surveyed() {
        Ploidies ploidies = new Ploidies(samples().count());
        buffer.hold();
        try {
            while (!ploidies.complete() && buffer.readSinceHold() < Ploidies.MOST_BYTES && nextInRegion()) {
                int gt = record.format(gtKey);
                if (gt >= 0 && selection.inCore(contig, record.pos()))
                    BcfCalls.survey(record, gt, ploidies, samples().count());
            }
        } catch (InputException e) {
            LOG.debug("a record ends the look at ploidies; it is told of when it is read", e);
        }
        buffer.goBack();
        done = false;
        records = 0;
        contig = "";
        contigsMet.clear();
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
        return RegionIndex.of(path)
                .map(index -> index.named(dictionary.contigs()).contigs())
                .orElseGet(() -> List.copyOf(contigsMet));
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
        parsed = false;
        site = Optional.empty();
        while (nextInRegion()) {
            order.next(contig, record.pos());
            if (selection.inCore(contig, record.pos()) || ploidyFits()) return true;
        }
        return false;
    }

    @Override
    public boolean ploidyFits() {
        Ploidies here = new Ploidies(samples().count());
        int gt = record.format(gtKey);
        if (gt >= 0) BcfCalls.survey(record, gt, here, samples().count());
        return here.fit(haplotypes);
    }

    private boolean nextInRegion() {
        while (!done && nextRecord()) {
            if (region.isEmpty()) return true;
            Region wanted = region.get();
            if (wanted.contains(contig, record.pos())) return true;
            boolean onContig = Contigs.same(contig, wanted.contig());
            done = onContig ? record.pos() > wanted.endBp() : atRegion;
        }
        return false;
    }

    private boolean nextRecord() {
        if (!has(buffer, LENGTHS)) {
            if (buffer.next() == buffer.limit()) return false;
            throw cutOff(path, "record " + (records + 1));
        }
        long shared = Integer.toUnsignedLong(BcfValue.int32(buffer.bytes(), buffer.next()));
        long ofSamples = Integer.toUnsignedLong(BcfValue.int32(buffer.bytes(), buffer.next() + 4));
        long total = LENGTHS + shared + ofSamples;
        contig = "";
        records++;
        if (total > ReadBuffer.MAX_RECORD_BYTES) throw malformed(where(), "a record of " + total + " bytes");
        if (!has(buffer, (int) total)) throw cutOff(path, "record " + records);
        int start = buffer.next() + LENGTHS;
        buffer.readTo(buffer.next() + (int) total);
        try {
            record.read(buffer.bytes(), start, (int) shared, (int) ofSamples);
        } catch (BcfRecord.Malformed e) {
            throw malformed(where(), e.getMessage());
        }
        String name = dictionary.contig(record.contig());
        if (name.isEmpty()) throw malformed(where(), "contig number " + record.contig());
        if (record.pos() < 0) {
            throw new InputException(
                    where() + ", " + name,
                    "POS is malformed",
                    Integer.toString(record.pos()),
                    "a position from 0 to " + Integer.MAX_VALUE,
                    "correct or drop the record");
        }
        contig = name;
        contigsMet.add(name);
        return true;
    }

    private static InputException malformed(String where, String found) {
        return new InputException(
                where,
                "the BCF is malformed",
                found,
                "a BCF as its specification has it",
                "bcftools view tells what it makes of it; write the file again");
    }

    private static InputException cutOff(Path path, String within) {
        return new InputException(
                path.toString(),
                "the BCF is cut off",
                "the end of the file within " + within,
                "whole records",
                "copy or write the file again");
    }

    /** What the user is told where the text of a VCF's records is copied. */
    static InputException notText(Path path) {
        return new InputException(
                path.toString(),
                "this is a BCF where only a VCF can be read, as the text of its records is copied",
                "a BCF",
                "a VCF, plain, gzipped or bgzipped",
                "bcftools view -Oz -o OUT.vcf.gz " + path);
    }

    private RecordSite recordSite() {
        if (site.isEmpty()) {
            site = Optional.of(
                    new RecordSite(contig, record.pos(), record.id(), record.ref(), record.alts(), this::info));
        }
        return site.get();
    }

    @Override
    public Site site() {
        return recordSite().site(this::where);
    }

    @Override
    public Optional<RecordFlaw> flaw() {
        return recordSite().flaw();
    }

    @Override
    public boolean hasGenotypes() {
        return gtKey >= 0 && record.format(gtKey) >= 0;
    }

    @Override
    public FlawedRecord flawed(RecordFlaw flaw, int before) {
        return recordSite().flawed(flaw, before);
    }

    @Override
    public int altCount() {
        return record.altCount();
    }

    @Override
    public String where() {
        return contig.isEmpty() ? path + ", record " + records : path + ", " + contig + ":" + record.pos();
    }

    @Override
    public void alleles(byte[] out) {
        if (out.length != haplotypes.count()) {
            throw new IllegalArgumentException("expected " + haplotypes.count() + " codes, found " + out.length);
        }
        calls.parse(record, genotypes(), out, this::where);
        parsed = true;
    }

    private int genotypes() {
        int gt = record.format(gtKey);
        if (gtKey < 0 || gt < 0) {
            throw new InputException(
                    where(),
                    "the record has no genotypes",
                    "FORMAT without GT",
                    "FORMAT with GT",
                    "drop the record, or use a file with called genotypes");
        }
        if (BcfValue.isInteger(record.formatType(gt))) return gt;
        throw malformed(where(), "GT that is no integer");
    }

    @Override
    public boolean pack(long[] words, int offset) {
        if (!haplotypes.allDiploid() || record.altCount() != 1) return false;
        int gt = record.format(gtKey);
        return gtKey >= 0 && gt >= 0 && BcfCalls.pack(record, gt, samples().count(), words, offset);
    }

    @Override
    public int firstUnphasedSample() {
        if (!parsed) throw new IllegalStateException("alleles() of this record was not called");
        return calls.firstUnphased();
    }

    @Override
    public boolean unphased(int sample) {
        if (!parsed) throw new IllegalStateException("alleles() of this record was not called");
        return calls.unphased(sample);
    }

    @Override
    public int phaseSet(int sample) {
        int format = psKey < 0 ? -1 : record.format(psKey);
        if (format < 0 || record.formatLength(format) == 0) return 0;
        byte[] b = record.bytes();
        int type = record.formatType(format);
        int length = record.formatLength(format);
        int at = record.formatStart(format) + sample * length * BcfValue.width(type);
        if (type == BcfValue.CHAR) {
            int end = at;
            while (end < at + length && b[end] != 0) end++;
            return PhaseSetText.number(b, at, end);
        }
        if (!BcfValue.isInteger(type)) throw malformed(where(), "PS that is no integer");
        int set = BcfValue.integer(b, at, type);
        return set == BcfValue.MISSING || set == BcfValue.END_OF_VECTOR ? 0 : set;
    }

    @Override
    public String callText(int sample) {
        return BcfCalls.text(record, genotypes(), sample);
    }

    @Override
    public boolean hasFormat(String key) {
        int number = dictionary.keyNumber(key);
        return number >= 0 && record.format(number) >= 0;
    }

    @Override
    public void formatFloats(String key, float[] out, int perSample) {
        int samples = samples().count();
        if (out.length != samples * perSample) {
            throw new IllegalArgumentException("expected " + samples * perSample + " numbers, found " + out.length);
        }
        int format = record.format(dictionary.keyNumber(key));
        if (format < 0 || dictionary.keyNumber(key) < 0) {
            throw new InputException(
                    where(),
                    "the record has no " + key,
                    "FORMAT without " + key,
                    "FORMAT with " + key,
                    "write the file with " + key);
        }
        int type = record.formatType(format);
        if (type == BcfValue.CHAR) throw notNumbers(key, 0, "text");
        int room = record.formatLength(format);
        int at = record.formatStart(format);
        int perHaploid = FloatFields.perHaploid(perSample, record.altCount());
        for (int s = 0; s < samples; s++) {
            int expected = haplotypes.ploidy(s) == 1 ? perHaploid : perSample;
            int found = numbers(at, type, room, out, s * perSample, perSample);
            boolean none = found == 0 || found == 1 && Float.isNaN(out[s * perSample]);
            if (found != expected && !none) throw notNumbers(key, s, found + " numbers, not " + expected);
            at += room * BcfValue.width(type);
        }
    }

    /** Puts a sample's numbers, NaN behind them; tells how many there are. */
    private int numbers(int from, int type, int room, float[] out, int to, int most) {
        byte[] b = record.bytes();
        int found = 0;
        for (int at = from; found < room; found++, at += BcfValue.width(type)) {
            float number;
            if (type == BcfValue.FLOAT) {
                int bits = BcfValue.int32(b, at);
                if (bits == BcfValue.END_OF_VECTOR_FLOAT) break;
                number = bits == BcfValue.MISSING_FLOAT ? Float.NaN : Float.intBitsToFloat(bits);
            } else {
                int value = BcfValue.integer(b, at, type);
                if (value == BcfValue.END_OF_VECTOR) break;
                number = value == BcfValue.MISSING ? Float.NaN : value;
            }
            if (found < most) out[to + found] = number;
        }
        for (int i = found; i < most; i++) out[to + i] = Float.NaN;
        return found;
    }

    private InputException notNumbers(String key, int sample, String found) {
        return new InputException(
                where(),
                key + " of sample " + samples().name(sample) + " is malformed",
                found,
                "as many numbers as the record's alleles ask for",
                "correct or drop the record, or write the file again");
    }

    @Override
    public Optional<String> info(String key) {
        int number = dictionary.keyNumber(key);
        try {
            return number < 0 ? Optional.empty() : record.info(number);
        } catch (BcfRecord.Malformed e) {
            throw malformed(where(), e.getMessage());
        }
    }

    /** A BCF is read record by record. */
    @Override
    public Optional<HaplotypePanel> panel() {
        return Optional.empty();
    }

    @Override
    public void close() {
        buffer.close();
    }
}
