package org.haprag.io;

import java.io.IOException;
import java.nio.file.Path;

/** An index of a bgzipped file in the making. */
interface RecordIndex {
    /** What its file's name adds to the indexed one's, such as {@code .tbi}. Ask once all records are in. */
    String suffix();

    /** Takes the next record. Positions are 1-based, both included. @param virtualOffset where it begins */
    void add(String contig, int startBp, int endBp, long virtualOffset);

    /** Writes the index. @param end virtual offset of the end of the records */
    void write(Path file, long end) throws IOException;
}
