package org.haprag.io.hpanel;

import java.util.Arrays;
import org.haprag.io.RawText;

/** A growing run of bytes: unsigned LEB128 integers and length-prefixed UTF-8 strings. */
final class Varints {
    private byte[] bytes = new byte[1 << 12];
    private int size;

    void put(int value) {
        if (size + 5 > bytes.length) bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void put(String text) {
        byte[] utf8 = RawText.encode(text);
        put(utf8.length);
        while (size + utf8.length > bytes.length) bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Reads back what was put, never past the end. */
    static final class Input {
        private final byte[] bytes;
        private int at;

        Input(byte[] bytes) {
            this.bytes = bytes;
        }

        int get() {
            int value = 0;
            for (int shift = 0; shift < 35; shift += 7) {
                if (at == bytes.length) throw new MalformedPanel("an integer past the end of its section");
                byte b = bytes[at++];
                value |= (b & 0x7f) << shift;
                if (b >= 0) return value;
            }
            throw new MalformedPanel("an integer of more than 35 bits");
        }

        /** An integer in [0, most]. */
        int get(int most) {
            int value = get();
            if (value < 0 || value > most) {
                throw new MalformedPanel(
                        "an integer of " + Integer.toUnsignedString(value) + " where at most " + most + " is possible");
            }
            return value;
        }

        String text() {
            int length = get();
            if (length < 0 || length > bytes.length - at)
                throw new MalformedPanel("a text past the end of its section");
            String text = RawText.decode(bytes, at, at + length);
            at += length;
            return text;
        }

        void end() {
            if (at != bytes.length) throw new MalformedPanel((bytes.length - at) + " bytes too many in a section");
        }
    }
}
