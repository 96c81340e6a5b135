package org.haprag.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.haprag.genotype.InputException;

/**
 * The lines of a text file as byte ranges of a buffer, without copying them. LF and CRLF ends are both taken off. A line
 * may be as long as an eighth of the heap, at most 512 MiB; the buffer grows only as far as the longest line asks.
 */
final class LineReader implements AutoCloseable {
    /** Longer lines are taken for a file that is not text: 2^29 bytes hold 100 M genotypes. Small heaps hold less. */
    private static final int MAX_LINE_BYTES =
            (int) Math.min(1 << 29, Runtime.getRuntime().maxMemory() / 8);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final Path path;
    private final long totalBytes;
    private final boolean blockGzip;
    private final ReadProgress progress;
    private final ReadAhead source;
    private ReadAhead.Block block;
    private byte[] bytes = new byte[0];
    private int limit;
    private int next;
    private int start;
    private int end;
    private int number;
    private boolean last;

    LineReader(CompressedInput input, ReadProgress progress) {
        this.path = input.path();
        this.totalBytes = input.totalBytes();
        this.blockGzip = input.isBlockGzip();
        this.progress = progress;
        this.source = new ReadAhead(input);
    }

    /** Opens a file of any form at its start. */
    static LineReader open(Path path, ReadProgress progress) {
        return new LineReader(CompressedInput.open(path), progress);
    }

    /** Opens a BGZF file at a virtual offset of its index; lines are then counted from there. */
    static LineReader openAt(Path path, long virtualOffset, ReadProgress progress) {
        return new LineReader(CompressedInput.openAt(path, virtualOffset), progress);
    }

    /** No lines. */
    static LineReader none(Path path) {
        return new LineReader(CompressedInput.none(path), ReadProgress.SILENT);
    }

    /** Whether virtual offsets of an index lead somewhere in this file. */
    boolean isBlockGzip() {
        return blockGzip;
    }

    /** Moves to the next line; false at the end of the file. */
    boolean next() {
        int from = next;
        int newline;
        while ((newline = indexOfNewline(bytes, from, limit)) < 0) {
            int scanned = limit - next;
            if (last) {
                if (scanned == 0) return false;
                return line(next, limit, limit);
            }
            refill();
            from = next + scanned;
        }
        return line(next, newline, newline + 1);
    }

    private boolean line(int from, int to, int following) {
        start = from;
        end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        next = following;
        number++;
        return true;
    }

    private static int indexOfNewline(byte[] b, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            long x = (long) LONG.get(b, i) ^ NEWLINES;
            long hit = (x - LOW_BITS) & ~x & HIGH_BITS;
            if (hit != 0) return i + (Long.numberOfTrailingZeros(hit) >>> 3);
        }
        for (; i < to; i++) if (b[i] == '\n') return i;
        return -1;
    }

    /** Puts the unread tail before the next block's text. */
    private void refill() {
        ReadAhead.Block fresh = source.take();
        last = source.isLast(fresh);
        int tail = limit - next;
        if (tail <= ReadAhead.HEADROOM) {
            int to = ReadAhead.HEADROOM - tail;
            System.arraycopy(bytes, next, fresh.bytes, to, tail);
            if (block != null) source.release(block);
            block = fresh;
            bytes = fresh.bytes;
            next = to;
            limit = ReadAhead.HEADROOM + fresh.length();
        } else {
            append(fresh, tail);
        }
        progress.read(fresh.readBytes(), totalBytes);
    }

    /** For lines longer than the headroom: a buffer of our own that doubles. */
    private void append(ReadAhead.Block fresh, int tail) {
        int needed = tail + fresh.length();
        if (needed > MAX_LINE_BYTES) {
            throw new InputException(
                    path + ":" + (number + 1),
                    "the line is too long",
                    "more than " + MAX_LINE_BYTES + " bytes without a line end",
                    "a text file with lines",
                    "check that this is the file you meant");
        }
        boolean own = block == null;
        byte[] target = own && bytes.length >= needed ? bytes : new byte[Math.max(needed, 2 * tail)];
        System.arraycopy(bytes, next, target, 0, tail);
        System.arraycopy(fresh.bytes, ReadAhead.HEADROOM, target, tail, fresh.length());
        if (!own) source.release(block);
        source.release(fresh);
        block = null;
        bytes = target;
        next = 0;
        limit = needed;
    }

    /** The buffer; the line is bytes [{@link #start()}, {@link #end()}) of it until {@link #next()} is called again. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    String text() {
        return text(start, end);
    }

    String text(int from, int to) {
        return RawText.decode(bytes, from, to);
    }

    /** The current line's bytes. A copy. */
    byte[] copy() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** Such as {@code panel.vcf.gz:812}. */
    String where() {
        return path + ":" + number;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        source.close();
    }
}
