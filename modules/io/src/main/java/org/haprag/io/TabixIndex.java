package org.haprag.io;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import htsjdk.tribble.Feature;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.tribble.index.tabix.TabixIndexCreator;
import htsjdk.tribble.util.LittleEndianOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tabix index of a VCF, as htsjdk makes it, with the number of records of each contig, which htsjdk leaves out and {@code
 * bcftools index -s} shows.
 */
final class TabixIndex implements RecordIndex {
    /** There are 37,450 bins of 16 kb and up, which end here. */
    static final int MOST_BP = 1 << 29;

    /** Bytes from the magic number to the length of the names, which is included. */
    private static final int FIXED_BYTES = 36;

    /** Behind the last bin: what htslib counts the records of a contig in. */
    private static final int STATISTICS_BIN = 37450;

    private final TabixIndexCreator index = new TabixIndexCreator(TabixFormat.VCF);
    private final Map<String, Records> records = new LinkedHashMap<>();
    private Records last;

    /** Those of a contig: how many, and from where to where in the file. */
    private static final class Records {
        private final long start;
        private long end;
        private long count;

        Records(long start) {
            this.start = start;
        }
    }

    private record Span(String contig, int start, int end) implements Feature {
        @Override
        public String getContig() {
            return contig;
        }

        @Override
        public int getStart() {
            return start;
        }

        @Override
        public int getEnd() {
            return end;
        }
    }

    @Override
    public String suffix() {
        return ".tbi";
    }

    @Override
    public void add(String contig, int startBp, int endBp, long virtualOffset) {
        index.addFeature(new Span(contig, startBp, endBp), virtualOffset);
        if (last != null) last.end = virtualOffset;
        last = records.computeIfAbsent(contig, first -> new Records(virtualOffset));
        last.count++;
    }

    @Override
    public void write(Path file, long end) throws IOException {
        if (last != null) last.end = end;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        index.finalizeIndex(end).write(new LittleEndianOutputStream(bytes));
        try (OutputStream out = new BlockCompressedOutputStream(Files.newOutputStream(file), (Path) null)) {
            out.write(withCounts(ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN)));
        }
    }

    /** An index with one bin more for each contig; contigs are in the order of their first records. */
    private byte[] withCounts(ByteBuffer in) {
        ByteBuffer out = ByteBuffer.allocate(in.limit() + 40 * records.size()).order(ByteOrder.LITTLE_ENDIAN);
        copy(in, out, FIXED_BYTES + in.getInt(FIXED_BYTES - Integer.BYTES));
        for (Records of : records.values()) {
            int bins = in.getInt();
            out.putInt(bins + 1);
            for (int b = 0; b < bins; b++) {
                int chunks = in.getInt(in.position() + Integer.BYTES);
                copy(in, out, 2 * Integer.BYTES + 2 * Long.BYTES * chunks);
            }
            out.putInt(STATISTICS_BIN).putInt(2);
            out.putLong(of.start).putLong(of.end).putLong(of.count).putLong(0);
            copy(in, out, Integer.BYTES + Long.BYTES * in.getInt(in.position()));
        }
        copy(in, out, in.remaining());
        return out.array();
    }

    private static void copy(ByteBuffer in, ByteBuffer out, int bytes) {
        out.put(in.slice(in.position(), bytes));
        in.position(in.position() + bytes);
    }
}
