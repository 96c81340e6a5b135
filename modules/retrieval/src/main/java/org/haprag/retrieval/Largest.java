package org.haprag.retrieval;

import java.util.Arrays;

/** The largest of some numbers, without sorting them all. */
final class Largest {
    /** The first pass counts by this many of the highest bits. */
    private static final int BITS = 12;

    private final int[] counts = new int[1 << BITS];
    private long[] spare = {};

    /** A value that is at least 0 as a number to be ranked: the larger the value the larger, of equal ones that of the least index. */
    static long number(float value, int index) {
        return (long) Float.floatToRawIntBits(value) << 32 | ~index & 0xffffffffL;
    }

    /** The value of a {@link #number}. */
    static float value(long number) {
        return Float.intBitsToFloat((int) (number >>> 32));
    }

    /** The index of a {@link #number}. */
    static int index(long number) {
        return (int) ~number;
    }

    /**
     * Moves the {@code most} largest of the first {@code n} numbers to the front, the largest last of them, in ascending order.
     *
     * @param numbers at least 0
     * @return how many there are: {@code most}, or n where there are fewer
     */
    int toFront(long[] numbers, int n, int most) {
        int kept = n;
        if (n > most) {
            count(numbers, n);
            int bucket = counts.length;
            int above = 0;
            while (above < most) above += counts[--bucket];
            kept = 0;
            for (int i = 0; i < n; i++) if (bucket(numbers[i]) >= bucket) numbers[kept++] = numbers[i];
        }
        Arrays.sort(numbers, 0, kept);
        int left = Math.min(kept, most);
        System.arraycopy(numbers, kept - left, numbers, 0, left);
        return left;
    }

    /**
     * The least of the {@code most} largest of the first {@code n} numbers.
     *
     * @param numbers at least 0, no two alike
     * @return 0 where there are no more than {@code most}
     */
    long least(long[] numbers, int n, int most) {
        if (n <= most) return 0;
        count(numbers, n);
        int bucket = counts.length;
        int above = 0;
        while (above + counts[bucket - 1] < most) above += counts[--bucket];
        bucket--;
        if (spare.length < n) spare = new long[2 * n];
        int inBucket = 0;
        for (int i = 0; i < n; i++) if (bucket(numbers[i]) == bucket) spare[inBucket++] = numbers[i];
        Arrays.sort(spare, 0, inBucket);
        return spare[inBucket - (most - above)];
    }

    private void count(long[] numbers, int n) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < n; i++) counts[bucket(numbers[i])]++;
    }

    /** Of a number whose upper half are the bits of a float that is at least 0. */
    private static int bucket(long number) {
        return (int) (number >>> 63 - BITS);
    }
}
