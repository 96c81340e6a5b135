package org.haprag.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes the blocks of a BGZF file on, and refuses one that says it holds more than a block can (64 KiB; SAM specification, section
 * 4.1): htsjdk would make room for up to 2 GB. Looks at a header and a length a block, at nothing in between.
 */
final class BgzfSizes extends FilterInputStream {
    private static final int HEADER_BYTES = 18;
    private static final int LENGTH_BYTES = 4;
    private static final int MOST_BYTES = 1 << 16;

    private final byte[] header = new byte[HEADER_BYTES];
    private int at;
    private int blockBytes;
    private int length;
    private boolean strange;

    BgzfSizes(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = super.read(b, off, len);
        for (int p = off; p < off + n && !strange; ) p += look(b, p, off + n);
        return n;
    }

    /** Looks at some of the bytes [from, to). @return how many */
    private int look(byte[] b, int from, int to) throws IOException {
        if (at < HEADER_BYTES) {
            header[at++] = b[from];
            if (at == HEADER_BYTES) begin();
            return 1;
        }
        int toLength = blockBytes - LENGTH_BYTES - at;
        if (toLength > 0) {
            int some = Math.min(toLength, to - from);
            at += some;
            return some;
        }
        length = length >>> 8 | b[from] << 24;
        if (++at < blockBytes) return 1;
        at = 0;
        if (length < 0 || length > MOST_BYTES) throw tooLong();
        return 1;
    }

    /** What is no header of a block is left to the reader to refuse. */
    private void begin() {
        blockBytes = ((header[16] & 0xFF) | (header[17] & 0xFF) << 8) + 1;
        strange = header[0] != 0x1f || header[12] != 'B' || header[13] != 'C';
        strange |= blockBytes < HEADER_BYTES + 2 * LENGTH_BYTES;
    }

    private IOException tooLong() {
        return new IOException("a block that says it holds " + Integer.toUnsignedString(length) + " bytes");
    }

    /** Not gone back in. */
    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] some = new byte[(int) Math.min(n, 1 << 13)];
        return Math.max(0, read(some, 0, some.length));
    }
}
