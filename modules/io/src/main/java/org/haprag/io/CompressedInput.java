package org.haprag.io;

import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedInputStream.FileTermination;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.haprag.genotype.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The text of a file, whether it is plain, gzipped or block-gzipped (BGZF, SAM specification section 4.1). The form is
 * told by the first bytes, not by the name.
 */
final class CompressedInput {
    private static final Logger LOG = LoggerFactory.getLogger(CompressedInput.class);
    private static final int BUFFER_BYTES = 1 << 16;

    /** So many bytes of the text can be looked at before it is read. */
    private static final int MOST_FIRST_BYTES = 16;

    private static final byte[] NO_BYTES = {};

    private final Path path;
    private final InputStream text;
    private final byte[] first;
    private final Counter counter;
    private final long totalBytes;
    private final boolean blockGzip;

    private CompressedInput(
            Path path, InputStream text, byte[] first, Counter counter, long totalBytes, boolean blockGzip) {
        this.path = path;
        this.text = text;
        this.first = first;
        this.counter = counter;
        this.totalBytes = totalBytes;
        this.blockGzip = blockGzip;
    }

    /** Opens a file at its start. A BGZF file that ends inside a block is refused: it was cut off. */
    static CompressedInput open(Path path) {
        if (Files.isDirectory(path)) throw unreadable(path, "a folder", null);
        InputStream raw = null;
        try {
            raw = isStandardInput(path) ? System.in : Files.newInputStream(path);
            Counter counter = new Counter(raw);
            BufferedInputStream head = new Members(counter);
            head.mark(BgzfText.HEADER);
            byte[] first = head.readNBytes(BgzfText.HEADER);
            head.reset();
            if (first.length == 0)
                throw new InputException(
                        path.toString(),
                        "the file is empty",
                        "0 bytes",
                        "text",
                        "check that the file was written or copied completely");
            long size = Files.isRegularFile(path) ? Files.size(path) : 0;
            if (BgzfText.isHeader(first)) {
                if (size > 0) checkEnd(path);
                return begun(path, new BgzfText(head), counter, size, true);
            }
            InputStream text = isGzip(first) ? new GZIPInputStream(head, BUFFER_BYTES) : head;
            return begun(path, text, counter, size, false);
        } catch (IOException | RuntimeException e) {
            closeQuietly(raw);
            throw e instanceof InputException known ? known : unreadable(path, reason(e), e);
        }
    }

    /** Whether {@code -}, which is no file, was given: what comes in there can be read once. */
    static boolean isStandardInput(Path path) {
        return path.toString().equals("-");
    }

    private static CompressedInput begun(
            Path path, InputStream text, Counter counter, long totalBytes, boolean blockGzip) {
        PushbackInputStream begun = new PushbackInputStream(text, MOST_FIRST_BYTES);
        try {
            byte[] first = begun.readNBytes(MOST_FIRST_BYTES);
            begun.unread(first);
            return new CompressedInput(path, begun, first, counter, totalBytes, blockGzip);
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    /** Text that is in memory. @param path where it is from */
    static CompressedInput of(Path path, byte[] text) {
        Counter counter = new Counter(new ByteArrayInputStream(text));
        return new CompressedInput(path, counter, NO_BYTES, counter, text.length, false);
    }

    /** Opens a BGZF file at a virtual offset of its index. */
    static CompressedInput openAt(Path path, long virtualOffset) {
        InputStream raw = null;
        try {
            checkEnd(path);
            raw = Files.newInputStream(path);
            raw.skipNBytes(virtualOffset >>> 16);
            Counter counter = new Counter(raw, virtualOffset >>> 16);
            InputStream text = new BgzfText(new BufferedInputStream(counter, BUFFER_BYTES));
            text.skipNBytes(virtualOffset & 0xFFFF);
            return new CompressedInput(path, text, NO_BYTES, counter, Files.size(path), true);
        } catch (IOException | RuntimeException e) {
            closeQuietly(raw);
            throw e instanceof InputException known ? known : damaged(path, e);
        }
    }

    /** No text. */
    static CompressedInput none(Path path) {
        Counter nothing = new Counter(InputStream.nullInputStream());
        return new CompressedInput(path, nothing, NO_BYTES, nothing, 0, false);
    }

    /** A file whose blocks are whole may be whole, too: some programs leave the block out that says so. */
    private static void checkEnd(Path path) throws IOException {
        FileTermination end = BlockCompressedInputStream.checkTermination(path);
        if (end == FileTermination.HAS_HEALTHY_LAST_BLOCK) {
            LOG.warn(
                    "{} has no BGZF end-of-file block: it is read, but it may have been cut off; bcftools view -Oz writes it"
                            + " with one",
                    path);
        }
        if (end != FileTermination.DEFECTIVE) return;
        throw new InputException(
                path.toString(),
                "the file is cut off",
                "a BGZF block that does not end",
                "a complete bgzipped file",
                "copy or write the file again");
    }

    static boolean isGzip(byte[] b) {
        return b.length >= 2 && b[0] == 0x1f && b[1] == (byte) 0x8b;
    }

    Path path() {
        return path;
    }

    InputStream text() {
        return text;
    }

    /** The first bytes of the text, 16 where it is as long, if it was opened at its start. A copy. */
    byte[] firstBytes() {
        return first.clone();
    }

    /** Closes what will not be read. */
    void close() {
        closeQuietly(text);
    }

    /** Whether virtual offsets of an index lead somewhere in this file. */
    boolean isBlockGzip() {
        return blockGzip;
    }

    /** Bytes of the file read so far. */
    long readBytes() {
        return counter.count;
    }

    /** Size of the file; 0 where it is not known. */
    long totalBytes() {
        return totalBytes;
    }

    /** What the user is told when bytes cannot be inflated. */
    static InputException damaged(Path path, Exception cause) {
        return new InputException(
                path.toString(),
                "the compressed data is damaged or cut off",
                reason(cause),
                "a complete gzip or bgzip file",
                "copy or write the file again; gzip -t tells whether it is whole",
                cause);
    }

    /** What the user is told when a file cannot be opened. */
    static InputException unreadable(Path path, String found, Exception cause) {
        return new InputException(
                path.toString(),
                "the file cannot be read",
                found,
                "a readable file",
                "check the path and the permissions",
                cause);
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) return "no such file";
        if (e instanceof AccessDeniedException) return "permission denied";
        String message = e.getMessage();
        return e.getClass().getSimpleName()
                + (message == null ? "" : " (" + message.lines().findFirst().orElse("") + ")");
    }

    private static void closeQuietly(InputStream in) {
        try {
            if (in != null) in.close();
        } catch (IOException e) {
            // the error that is already on its way says more
        }
    }

    /**
     * {@link GZIPInputStream} takes a gzip member for the last if no byte is available behind it, and of a pipe that waits for
     * its writer none is: here there are some until the end is reached (JDK-7036144).
     */
    private static final class Members extends BufferedInputStream {
        Members(InputStream in) {
            super(in, BUFFER_BYTES);
        }

        @Override
        public synchronized int available() throws IOException {
            int ready = super.available();
            if (ready > 0) return ready;
            mark(1);
            int next = read();
            reset();
            return next < 0 ? 0 : 1;
        }
    }

    private static final class Counter extends FilterInputStream {
        private volatile long count;

        Counter(InputStream in) {
            this(in, 0);
        }

        /** @param before bytes that were passed over */
        Counter(InputStream in, long before) {
            super(in);
            count = before;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) add(1);
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            if (n > 0) add(n);
            return n;
        }

        /** Not asked of the file: a pipe's answer would be an error. */
        @Override
        public int available() {
            return 0;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads; others only look
        private void add(int n) {
            count += n;
        }
    }
}
