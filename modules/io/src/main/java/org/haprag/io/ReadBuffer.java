package org.haprag.io;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The inflated bytes of a file as a stretch of one array that moves on through the file. What is not read yet, and what is
 * held, stays in one piece; the array grows only as far as that asks.
 */
final class ReadBuffer implements AutoCloseable {
    /** More is not taken for one record: 2^29 bytes hold 100 M genotypes. Small heaps hold less. */
    static final int MAX_RECORD_BYTES =
            (int) Math.min(1 << 29, Runtime.getRuntime().maxMemory() / 8);

    private static final int NOT_HELD = -1;

    private final Path path;
    private final long totalBytes;
    private final boolean blockGzip;
    private final ReadProgress progress;
    private final ReadAhead source;
    private ReadAhead.Block block;
    private byte[] bytes = new byte[0];
    private int next;
    private int limit;
    private int held = NOT_HELD;
    private boolean last;

    ReadBuffer(CompressedInput input, ReadProgress progress) {
        this.path = input.path();
        this.totalBytes = input.totalBytes();
        this.blockGzip = input.isBlockGzip();
        this.progress = progress;
        this.source = new ReadAhead(input);
    }

    Path path() {
        return path;
    }

    /** Whether virtual offsets of an index lead somewhere in this file. */
    boolean isBlockGzip() {
        return blockGzip;
    }

    /** The array; bytes [{@link #next}, {@link #limit}) of it are there to be read. Another one after {@link #more}. */
    byte[] bytes() {
        return bytes;
    }

    int next() {
        return next;
    }

    int limit() {
        return limit;
    }

    /** Says that the bytes before an index are read. */
    void readTo(int index) {
        next = index;
    }

    /** Appends bytes of the file to the unread ones, which may move; false at the end of the file. */
    boolean more() {
        if (last) return false;
        ReadAhead.Block fresh = source.take();
        last = source.isLast(fresh);
        int from = held == NOT_HELD ? next : held;
        int tail = limit - from;
        int to;
        if (tail <= ReadAhead.HEADROOM) {
            to = ReadAhead.HEADROOM - tail;
            System.arraycopy(bytes, from, fresh.bytes, to, tail);
            if (block != null) source.release(block);
            block = fresh;
            bytes = fresh.bytes;
            limit = ReadAhead.HEADROOM + fresh.length();
        } else {
            to = 0;
            append(fresh, from, tail);
        }
        next += to - from;
        if (held != NOT_HELD) held = to;
        progress.read(fresh.readBytes(), totalBytes);
        return true;
    }

    /** For more than the headroom holds: a buffer of our own that doubles. */
    private void append(ReadAhead.Block fresh, int from, int tail) {
        int needed = tail + fresh.length();
        boolean own = block == null;
        byte[] target = own && bytes.length >= needed ? bytes : new byte[Math.max(needed, 2 * tail)];
        System.arraycopy(bytes, from, target, 0, tail);
        System.arraycopy(fresh.bytes, ReadAhead.HEADROOM, target, tail, fresh.length());
        if (!own) source.release(block);
        source.release(fresh);
        block = null;
        bytes = target;
        limit = needed;
    }

    /** Keeps what is read from here on, to be read again after {@link #goBack}. */
    void hold() {
        held = next;
    }

    /** How many bytes were read since {@link #hold}. */
    int readSinceHold() {
        return next - held;
    }

    /** Goes back to where {@link #hold} was asked for, and keeps nothing any more. */
    void goBack() {
        next = held;
        held = NOT_HELD;
    }

    /** Bytes [from, to) of the array. A copy. */
    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public void close() {
        source.close();
    }
}
