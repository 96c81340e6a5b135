package org.haprag.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The fast path for what phased panels consist of: calls {@code 0|0}, {@code 0|1}, {@code 1|0}, {@code 1|1} and nothing
 * else, 4 bytes apart. Eight bytes at a time become four bits, with no bytes in between.
 */
final class PackedCalls {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes '0' '|' '0' TAB '0' '|' '0' TAB, first byte lowest. */
    private static final long PATTERN = 0x0930_7C30_0930_7C30L;
    /** The lowest bits of the four allele bytes. */
    private static final long ALLELE_BITS = 0x0001_0001_0001_0001L;
    /** Moves bits 0, 16, 32 and 48 to bits 48 to 51: 2^48 + 2^33 + 2^18 + 2^3. */
    private static final long GATHER = (1L << 48) | (1L << 33) | (1L << 18) | (1L << 3);

    private static final int SAMPLES_PER_WORD = 32;

    private PackedCalls() {}

    /**
     * Packs the calls of bytes [from, to) into words, haplotype h to bit h.
     *
     * @return false if anything but one-digit phased calls of alleles 0 and 1 was met; the words are then undefined
     */
    static boolean pack(byte[] b, int from, int to, int samples, long[] words, int offset) {
        if (samples == 0 || to - from != 4L * samples - 1) return false;
        int fullWords = (samples - 1) / SAMPLES_PER_WORD; // the last call has no TAB behind it
        long wrong = 0;
        int p = from;
        for (int w = 0; w < fullWords; w++) {
            long word = 0;
            for (int shift = 0; shift < 64; shift += 4, p += 8) {
                long x = (long) LONG.get(b, p);
                wrong |= (x & ~ALLELE_BITS) ^ PATTERN;
                word |= ((((x & ALLELE_BITS) * GATHER) >>> 48) & 0xF) << shift;
            }
            words[offset + w] = word;
            if (wrong != 0) return false;
        }
        return packTail(b, p, to, words, offset + fullWords);
    }

    private static boolean packTail(byte[] b, int from, int to, long[] words, int at) {
        long word = 0;
        int shift = 0;
        for (int p = from; p < to; p += 4, shift += 2) {
            int first = b[p] - '0';
            int second = b[p + 2] - '0';
            if (((first | second) & ~1) != 0 || b[p + 1] != '|' || (p + 3 < to && b[p + 3] != '\t')) return false;
            word |= (long) (first | second << 1) << shift;
        }
        words[at] = word;
        return true;
    }
}
