package org.haprag.io;

import htsjdk.samtools.util.RuntimeIOException;
import htsjdk.tribble.Feature;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.tribble.index.tabix.TabixIndexCreator;
import java.io.IOException;
import java.nio.file.Path;

/** The tabix index of a VCF. */
final class TabixIndex implements RecordIndex {
    /** There are 37,450 bins of 16 kb and up, which end here. */
    private static final int MOST_BP = 1 << 29;

    private final TabixIndexCreator index = new TabixIndexCreator(TabixFormat.VCF);

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
    public int mostBp() {
        return MOST_BP;
    }

    @Override
    public void add(String contig, int startBp, int endBp, long virtualOffset) {
        index.addFeature(new Span(contig, startBp, endBp), virtualOffset);
    }

    @Override
    public void write(Path file, long end) throws IOException {
        try {
            index.finalizeIndex(end).write(file);
        } catch (RuntimeIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
