package org.haprag.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The text of a BGZF file (SAM specification, section 4.1), by Intel's inflater where its library loads, else by the JDK's. A block
 * whose text is asked for as a whole is inflated to where it is wanted. What is not as the block says is an {@link IOException}.
 */
final class BgzfText extends InputStream {
    /** Bytes of a block before what is deflated. */
    static final int HEADER = 18;

    private static final int FOOTER = 8;
    private static final int MOST_TEXT = 1 << 16;

    private final InputStream in;
    private final Inflater inflater;
    private final CRC32 crc = new CRC32();

    /** A block without its header. */
    private final byte[] block = new byte[1 << 16];

    private final ByteBuffer numbers = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);

    /** Text that was not asked for yet: bytes [next, end). */
    private final byte[] text = new byte[MOST_TEXT];

    private int next;
    private int end;
    private boolean closed;

    /** @param in stands at the first byte of a block */
    BgzfText(InputStream in) {
        this(in, BgzfCodec.inflater());
    }

    /** @param inflater of data without header and checksum; is ended with this */
    BgzfText(InputStream in, Inflater inflater) {
        this.in = in;
        this.inflater = inflater;
    }

    /** Whether a block begins with some bytes, of which there are enough. */
    static boolean isHeader(byte[] b) {
        return b.length >= HEADER && CompressedInput.isGzip(b) && (b[3] & 4) != 0 && b[12] == 'B' && b[13] == 'C';
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (next == end) {
            int size = readBlock();
            if (size < 0) return -1;
            int textBytes = textBytes(size);
            if (textBytes <= length) {
                inflate(size, to, offset, textBytes);
                if (textBytes > 0) return textBytes;
            } else {
                inflate(size, text, 0, textBytes);
                next = 0;
                end = textBytes;
            }
        }
        int n = Math.min(length, end - next);
        System.arraycopy(text, next, to, offset, n);
        next += n;
        return n;
    }

    /** Reads the next block. @return its bytes without the header; -1 at the end of the file */
    private int readBlock() throws IOException {
        int n = in.readNBytes(block, 0, HEADER);
        if (n == 0) return -1;
        if (n < HEADER) throw new EOFException("a block ends in its header");
        if (!isHeader(block)) throw new IOException("no header of a BGZF block");
        int size = Short.toUnsignedInt(numbers.getShort(HEADER - 2)) + 1 - HEADER;
        if (size <= FOOTER) throw new IOException("a block that says it takes " + (size + HEADER) + " bytes");
        if (in.readNBytes(block, 0, size) < size) throw new EOFException("a block ends too early");
        return size;
    }

    private int textBytes(int size) throws IOException {
        long bytes = Integer.toUnsignedLong(numbers.getInt(size - 4));
        if (bytes > MOST_TEXT) throw new IOException("a block that says it holds " + bytes + " bytes");
        return (int) bytes;
    }

    private void inflate(int size, byte[] to, int offset, int textBytes) throws IOException {
        int found = 0;
        try {
            inflater.reset();
            inflater.setInput(block, 0, size - FOOTER);
            if (textBytes > 0) found = inflater.inflate(to, offset, textBytes);
        } catch (DataFormatException | RuntimeException e) { // the second of Intel's
            throw new IOException("a block that is not deflated text: " + e.getMessage(), e);
        }
        if (found != textBytes)
            throw new IOException("a block that says it holds " + textBytes + " bytes, and holds " + found);
        crc.reset();
        crc.update(to, offset, textBytes);
        if ((int) crc.getValue() != numbers.getInt(size - FOOTER))
            throw new IOException("a block whose checksum is wrong");
    }

    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        inflater.end();
        in.close();
    }
}
