package org.haprag.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.haprag.genotype.InputException;

/**
 * The lines of a text file as byte ranges of a buffer, without copying them. LF and CRLF ends are both taken off. A line
 * may be as long as an eighth of the heap, at most 512 MiB; the buffer grows only as far as the longest line asks.
 */
final class LineReader implements AutoCloseable {
    /** Longer lines are taken for a file that is not text. */
    private static final int MAX_LINE_BYTES = ReadBuffer.MAX_RECORD_BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final ReadBuffer buffer;
    private byte[] bytes;
    private int start;
    private int end;
    private int number;
    private int heldNumber;

    LineReader(CompressedInput input, ReadProgress progress) {
        this.buffer = new ReadBuffer(input, progress);
        this.bytes = buffer.bytes();
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
        return buffer.isBlockGzip();
    }

    /** Moves to the next line; false at the end of the file. */
    boolean next() {
        int scanned = 0;
        while (true) {
            int from = buffer.next();
            int newline = indexOfNewline(bytes, from + scanned, buffer.limit());
            if (newline >= 0) return line(from, newline, newline + 1);
            scanned = buffer.limit() - from;
            if (scanned > MAX_LINE_BYTES) throw tooLong();
            if (!buffer.more()) return scanned > 0 && line(from, buffer.limit(), buffer.limit());
            bytes = buffer.bytes();
        }
    }

    private boolean line(int from, int to, int following) {
        start = from;
        end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        buffer.readTo(following);
        number++;
        return true;
    }

    private InputException tooLong() {
        return new InputException(
                path() + ":" + (number + 1),
                "the line is too long",
                "more than " + MAX_LINE_BYTES + " bytes without a line end",
                "a text file with lines",
                "check that this is the file you meant");
    }

    /** Keeps the lines from here on, to be read again after {@link #goBack}. */
    void hold() {
        buffer.hold();
        heldNumber = number;
    }

    /** How many bytes were read since {@link #hold}. */
    int readSinceHold() {
        return buffer.readSinceHold();
    }

    /** Goes back to where {@link #hold} was asked for. */
    void goBack() {
        buffer.goBack();
        number = heldNumber;
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
        return buffer.copy(start, end);
    }

    /** Such as {@code panel.vcf.gz:812}. */
    String where() {
        return path() + ":" + number;
    }

    Path path() {
        return buffer.path();
    }

    @Override
    public void close() {
        buffer.close();
    }
}
