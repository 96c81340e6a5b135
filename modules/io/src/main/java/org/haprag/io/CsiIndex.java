package org.haprag.io;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The CSI index of a BCF or a VCF (CSIv1 of the SAM/BAM specifications): bins of 16 kb and up, six levels to 2 Gb. That of a BCF has
 * the numbers of contigs, that of a VCF their names, too, in the form of a tabix header.
 */
final class CsiIndex implements RecordIndex {
    private static final int MAGIC = 0x01495343;
    private static final int MIN_SHIFT = 14;
    private static final int DEPTH = 6;

    /** Behind the last bin: what htslib counts the records of a contig in. */
    private static final int STATISTICS_BIN = firstBin(DEPTH + 1) + 1;

    /** Columns of a VCF as tabix counts them: format 2, contig 1, position 2, no end; header lines begin with #, none is skipped. */
    private static final int[] VCF_COLUMNS = {2, 1, 2, 0, '#', 0};

    private final boolean named;
    private final List<String> contigs = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();

    // of the record that was added last
    private int reference = -1;
    private int bin = -1;

    /** The records of a contig. */
    private static final class Reference {
        private final Map<Integer, Bin> bins = new TreeMap<>();
        private long start;
        private long end;
        private long records;
    }

    /** The records that fit a bin and none below it: stretches of them in the file. */
    private static final class Bin {
        private final List<Long> chunkStarts = new ArrayList<>();
        private final List<Long> chunkEnds = new ArrayList<>();
    }

    private CsiIndex(boolean named) {
        this.named = named;
    }

    /** @param contigs as the header numbers them */
    static CsiIndex ofBcf(List<String> contigs) {
        CsiIndex index = new CsiIndex(false);
        contigs.forEach(index::addContig);
        return index;
    }

    /** Takes contigs as their records come. */
    static CsiIndex ofVcf() {
        return new CsiIndex(true);
    }

    private void addContig(String name) {
        contigs.add(name);
        references.add(new Reference());
    }

    /** The first bin of a level, 0 the whole. */
    private static int firstBin(int level) {
        return ((1 << (3 * level)) - 1) / 7;
    }

    @Override
    public String suffix() {
        return ".csi";
    }

    @Override
    public void add(String contig, int startBp, int endBp, long virtualOffset) {
        if (named && (reference < 0 || !contigs.get(reference).equals(contig))) addContig(contig);
        int number = named ? contigs.size() - 1 : contigs.indexOf(contig);
        if (number < 0) throw new IllegalArgumentException("no contig " + contig + " among " + contigs);
        endChunk(virtualOffset);
        Reference of = references.get(number);
        if (of.records++ == 0) of.start = virtualOffset;
        int fits = bin(startBp - 1, endBp - 1);
        if (number != reference || fits != bin) {
            of.bins.computeIfAbsent(fits, none -> new Bin()).chunkStarts.add(virtualOffset);
        }
        reference = number;
        bin = fits;
    }

    /** Says where the last record ends. */
    private void endChunk(long virtualOffset) {
        if (reference < 0) return;
        Reference of = references.get(reference);
        of.end = virtualOffset;
        Bin last = of.bins.get(bin);
        if (last.chunkEnds.size() < last.chunkStarts.size()) last.chunkEnds.add(virtualOffset);
        else last.chunkEnds.set(last.chunkEnds.size() - 1, virtualOffset);
    }

    /** The smallest bin that holds both positions, 0-based. */
    private static int bin(int first, int last) {
        for (int level = DEPTH, shift = MIN_SHIFT; level > 0; level--, shift += 3) {
            if (first >> shift == last >> shift) return firstBin(level) + (first >> shift);
        }
        return 0;
    }

    @Override
    public void write(Path file, long end) throws IOException {
        endChunk(end);
        try (OutputStream out = new BlockCompressedOutputStream(Files.newOutputStream(file), (Path) null)) {
            byte[] auxiliary = named ? tabixHeader() : new byte[0];
            out.write(ints(MAGIC, MIN_SHIFT, DEPTH, auxiliary.length));
            out.write(auxiliary);
            out.write(ints(references.size()));
            for (Reference of : references) write(of, out);
        }
    }

    private byte[] tabixHeader() {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String contig : contigs) {
            names.writeBytes(RawText.encode(contig));
            names.write(0);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ints(VCF_COLUMNS));
        out.writeBytes(ints(names.size()));
        out.writeBytes(names.toByteArray());
        return out.toByteArray();
    }

    private static void write(Reference of, OutputStream out) throws IOException {
        if (of.records == 0) {
            out.write(ints(0));
            return;
        }
        out.write(ints(of.bins.size() + 1));
        for (Map.Entry<Integer, Bin> entry : of.bins.entrySet()) {
            Bin bin = entry.getValue();
            out.write(ints(entry.getKey()));
            out.write(longs(of.start));
            out.write(ints(bin.chunkStarts.size()));
            for (int i = 0; i < bin.chunkStarts.size(); i++) {
                out.write(longs(bin.chunkStarts.get(i), bin.chunkEnds.get(i)));
            }
        }
        out.write(ints(STATISTICS_BIN));
        out.write(longs(0));
        out.write(ints(2));
        out.write(longs(of.start, of.end, of.records, 0));
    }

    private static byte[] ints(int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int v : values) out.putInt(v);
        return out.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long v : values) out.putLong(v);
        return out.array();
    }
}
