package org.haprag.io.hpanel;

import java.nio.ByteBuffer;

/**
 * The first bytes of a panel file, big-endian: magic, version, where the directory is, how long the file is, and a checksum
 * over all of these.
 *
 * @param version of the form, {@link #DIPLOID_VERSION} to {@link #VERSION}
 * @param directory the section that lists everything else
 * @param fileLength bytes of the whole file
 */
record Header(int version, Section directory, long fileLength) {
    /** The version of files of which every sample is diploid. */
    static final int DIPLOID_VERSION = 1;

    /** The version of files that tell each sample's ploidy. */
    static final int PLOIDY_VERSION = 2;

    /** The version of files that also describe the contig, and tell where structural variants end. */
    static final int VERSION = 3;

    static final int BYTES = 44;
    static final int MAGIC_BYTES = 8;

    /** As in PNG: not text, and damaged by a transfer that rewrites line ends. */
    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'P', 'N', 'L', '\r', '\n', 0x1a};

    static boolean startsWithMagic(ByteBuffer first) {
        return first.remaining() >= MAGIC_BYTES
                && first.slice(first.position(), MAGIC_BYTES).equals(ByteBuffer.wrap(MAGIC));
    }

    ByteBuffer toBytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.put(MAGIC).putInt(version);
        out.putLong(directory.offset())
                .putInt(directory.storedLength())
                .putInt(directory.length())
                .putInt(directory.crc());
        out.putLong(fileLength);
        out.putInt(Section.crc(out.duplicate().flip()));
        return out.flip();
    }

    /** @throws MalformedPanel if anything but the magic (which was looked at before) is not as written */
    static Header read(ByteBuffer from, long actualLength) {
        if (from.remaining() < BYTES) throw new MalformedPanel("only " + from.remaining() + " bytes");
        int version = from.getInt(MAGIC_BYTES);
        int crc = Section.crc(from.duplicate().limit(BYTES - 4));
        if (crc != from.getInt(BYTES - 4)) throw new MalformedPanel("a header whose checksum does not fit");
        if (version < DIPLOID_VERSION || version > VERSION) throw new MalformedPanel("format version " + version);
        from.position(MAGIC_BYTES + 4);
        Section directory = new Section(from.getLong(), from.getInt(), from.getInt(), from.getInt());
        long length = from.getLong();
        if (length != actualLength) throw new MalformedPanel(actualLength + " bytes where " + length + " were written");
        if (directory.offset() < BYTES || directory.end() != length) {
            throw new MalformedPanel("a directory that does not end the file");
        }
        return new Header(version, directory, length);
    }
}
