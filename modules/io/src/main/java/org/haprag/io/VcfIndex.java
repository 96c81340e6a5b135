package org.haprag.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The index of a VCF: tabix, which every program reads, or CSI where a record ends behind the 512 Mb that tabix has room for, as
 * on the contigs of wheat or salamanders. Which one is known once the last record is in.
 */
final class VcfIndex implements RecordIndex {
    private final CsiIndex csi = CsiIndex.ofVcf();
    private Optional<TabixIndex> tabix = Optional.of(new TabixIndex());

    @Override
    public String suffix() {
        return index().suffix();
    }

    private RecordIndex index() {
        return tabix.isPresent() ? tabix.get() : csi;
    }

    @Override
    public void add(String contig, int startBp, int endBp, long virtualOffset) {
        csi.add(contig, startBp, endBp, virtualOffset);
        if (endBp > TabixIndex.MOST_BP) tabix = Optional.empty();
        if (tabix.isPresent()) tabix.get().add(contig, startBp, endBp, virtualOffset);
    }

    @Override
    public void write(Path file, long end) throws IOException {
        index().write(file, end);
    }
}
