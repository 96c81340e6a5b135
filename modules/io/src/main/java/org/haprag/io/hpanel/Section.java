package org.haprag.io.hpanel;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A deflated (RFC 1951) stretch of a panel file.
 *
 * @param offset where it begins, in bytes from the file's start
 * @param storedLength bytes in the file
 * @param length bytes when inflated
 * @param crc CRC-32C (RFC 3720, B.4) of the bytes in the file
 */
record Section(long offset, int storedLength, int length, int crc) {
    /** Deflate makes nothing smaller than this part of it; more is a damaged length. */
    private static final int MOST_EXPANSION = 1040;

    Section {
        if (offset < 0 || storedLength < 0 || length < 0 || length / MOST_EXPANSION > storedLength) {
            throw new MalformedPanel("a section of impossible length");
        }
    }

    /** Describes bytes that {@link #deflate} made and that are to stand at an offset. */
    static Section of(long offset, byte[] stored, int length) {
        return new Section(offset, stored.length, length, crc(ByteBuffer.wrap(stored)));
    }

    /** The first byte after this section. */
    long end() {
        return offset + storedLength;
    }

    static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] out = new byte[plain.length + plain.length / 1000 + 64];
            int n = 0;
            while (!deflater.finished()) {
                if (n == out.length) out = Arrays.copyOf(out, 2 * out.length);
                n += deflater.deflate(out, n, out.length - n);
            }
            return Arrays.copyOf(out, n);
        } finally {
            deflater.end();
        }
    }

    /**
     * @param stored the section's bytes in the file
     * @throws MalformedPanel if they are not those that were written
     */
    byte[] inflate(ByteBuffer stored) {
        if (crc(stored.duplicate()) != crc) throw new MalformedPanel("a checksum that does not fit");
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored.duplicate());
            byte[] out = new byte[length];
            int n = 0;
            int got = 1;
            while (n < length && got > 0) {
                got = inflater.inflate(out, n, length - n);
                n += got;
            }
            if (n < length) throw new MalformedPanel(n + " bytes where " + length + " were written");
            return out;
        } catch (DataFormatException e) {
            throw new MalformedPanel("data that do not inflate");
        } finally {
            inflater.end();
        }
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
