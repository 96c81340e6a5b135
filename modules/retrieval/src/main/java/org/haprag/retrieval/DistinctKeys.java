package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.BitMatrix;

/** Numbers 64-bit keys in the order in which each is met first. An open hash table that is used again. */
final class DistinctKeys {
    private static final int WORD = 64;

    private final long[] keys;
    private final int[] numbers;
    private final int[] filledFor;
    private final int shift;
    private long[] distinct = new long[1024];
    private int count;
    private int run = 1;

    /** @param most keys that are numbered between two calls of {@link #clear} */
    DistinctKeys(int most) {
        int bits = 64 - Long.numberOfLeadingZeros(2L * most);
        keys = new long[1 << bits];
        numbers = new int[1 << bits];
        filledFor = new int[1 << bits];
        shift = 64 - bits;
    }

    /** Forgets all keys. */
    void clear() {
        run++;
        count = 0;
    }

    int count() {
        return count;
    }

    /** The key's number, from 0 on. */
    int number(long key) {
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> shift);
        while (filledFor[slot] == run && keys[slot] != key) slot = slot + 1 & keys.length - 1;
        if (filledFor[slot] != run) {
            filledFor[slot] = run;
            keys[slot] = key;
            numbers[slot] = count;
            if (count == distinct.length) distinct = Arrays.copyOf(distinct, 2 * count);
            distinct[count++] = key;
        }
        return numbers[slot];
    }

    /** The keys, by number. */
    long[] keys() {
        return Arrays.copyOf(distinct, count);
    }

    /** A key of the bits [from, to) of a row. Other bits have another key but for a chance of 2^-64. */
    static long keyOf(BitMatrix bits, int row, int from, int to) {
        long key = 0;
        for (int at = from; at < to; at += WORD) key = mixed(key, bits.bits(row, at, Math.min(WORD, to - at)));
        return key;
    }

    /** A key of what a key is of, and of one word more. */
    static long mixed(long key, long word) {
        long product = (key ^ word) * 0x9E3779B97F4A7C15L;
        product = (product ^ product >>> 32) * 0xBF58476D1CE4E5B9L;
        return product ^ product >>> 29;
    }
}
