package org.haprag.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the records of a part of a file begin, for the index of the whole. Beside the part it is a list of (int start, end in
 * bp; long virtual offset), big-endian. A part's records are all on one contig.
 */
final class PartIndex implements RecordIndex {
    static final String SUFFIX = ".records";
    private static final int RECORD_BYTES = 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @Override
    public String suffix() {
        return SUFFIX;
    }

    @Override
    public void add(String contig, int startBp, int endBp, long virtualOffset) {
        try {
            out.writeInt(startBp);
            out.writeInt(endBp);
            out.writeLong(virtualOffset);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    @Override
    public void write(Path file, long end) throws IOException {
        try (BufferedOutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
            bytes.writeTo(to);
        }
    }

    /** Takes the records of a part. */
    interface Records {
        void take(int startBp, int endBp, long virtualOffset);
    }

    /** Reads what {@link #write} wrote. */
    static void read(Path file, Records records) throws IOException {
        long count = Files.size(file) / RECORD_BYTES;
        if (count * RECORD_BYTES != Files.size(file)) throw new EOFException(file + ": cut off");
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long i = 0; i < count; i++) records.take(in.readInt(), in.readInt(), in.readLong());
        }
    }
}
