package org.haprag.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Lines of VCF in the making, with what the index must know of each record. Used by one thread, over and over. */
final class TextBlock {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Numbers are written eight bytes at a time, whatever their length. */
    static final int SLACK = Long.BYTES;

    private byte[] bytes = new byte[1 << 20];
    private int length;
    private final Marks marks = new Marks();

    /** Where records begin in the text, and which positions they cover. */
    static final class Marks {
        private int count;
        private int[] textStart = new int[256];
        private int[] startBp = new int[256];
        private int[] endBp = new int[256];
        private String[] contig = new String[256];

        int count() {
            return count;
        }

        int textStart(int record) {
            return textStart[record];
        }

        String contig(int record) {
            return contig[record];
        }

        int startBp(int record) {
            return startBp[record];
        }

        int endBp(int record) {
            return endBp[record];
        }

        private void add(int at, String contigName, int start, int end) {
            if (count == textStart.length) {
                textStart = Arrays.copyOf(textStart, 2 * count);
                startBp = Arrays.copyOf(startBp, 2 * count);
                endBp = Arrays.copyOf(endBp, 2 * count);
                contig = Arrays.copyOf(contig, 2 * count);
            }
            textStart[count] = at;
            startBp[count] = start;
            endBp[count] = end;
            contig[count++] = contigName;
        }

        private Marks copy() {
            Marks copy = new Marks();
            copy.count = count;
            copy.textStart = Arrays.copyOf(textStart, count);
            copy.startBp = Arrays.copyOf(startBp, count);
            copy.endBp = Arrays.copyOf(endBp, count);
            copy.contig = Arrays.copyOf(contig, count);
            return copy;
        }
    }

    void clear() {
        length = 0;
        marks.count = 0;
    }

    /** Says that a record starts here. Positions are 1-based, both included. */
    void beginRecord(String contig, int startBp, int endBp) {
        marks.add(length, contig, startBp, endBp);
    }

    /** A copy of the marks, to keep when this block is used again. */
    Marks marks() {
        return marks.copy();
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Makes room for so many more bytes and the slack behind them. */
    void ensure(int more) {
        int needed = Math.addExact(Math.addExact(length, more), SLACK);
        if (needed > bytes.length)
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
    }

    void append(String text) {
        append(RawText.encode(text));
    }

    void append(byte[] text) {
        ensure(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    /** Appends one byte; the caller has {@link #ensure}d room. */
    void put(int b) {
        bytes[length++] = (byte) b;
    }

    /** Appends an allele code of at most three digits; the caller has {@link #ensure}d room. */
    void putCode(int code) {
        if (code >= 100) bytes[length++] = (byte) ('0' + code / 100);
        if (code >= 10) bytes[length++] = (byte) ('0' + code / 10 % 10);
        bytes[length++] = (byte) ('0' + code % 10);
    }

    /** Appends a number packed by {@link Thousandths}; the caller has {@link #ensure}d room. */
    void putPacked(long packed) {
        LONG.set(bytes, length, packed);
        length += (int) (packed >>> 56);
    }
}
