package org.haprag.io;

/** Hears how far the reading of a file has come. Called from the reading thread, about once a MiB of text. */
@FunctionalInterface
public interface ReadProgress {
    /** Hears and does nothing. */
    ReadProgress SILENT = (readBytes, totalBytes) -> {};

    /**
     * Some more of the file was read.
     *
     * @param readBytes bytes of the (compressed) file consumed so far
     * @param totalBytes size of the file in bytes; 0 where it is not known, as for a pipe
     */
    void read(long readBytes, long totalBytes);
}
