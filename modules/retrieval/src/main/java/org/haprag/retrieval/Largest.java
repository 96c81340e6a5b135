package org.haprag.retrieval;

import java.util.Arrays;

/** The largest of some numbers, without sorting them all. */
final class Largest {
    /** The first pass counts by this many of the highest bits. */
    private static final int BITS = 12;

    private final int[] counts = new int[1 << BITS];

    /**
     * Moves the {@code most} largest of the first {@code n} numbers to the front, the largest last of them, in ascending order.
     *
     * @param numbers at least 0
     * @return how many there are: {@code most}, or n where there are fewer
     */
    int toFront(long[] numbers, int n, int most) {
        int kept = n;
        if (n > most) {
            Arrays.fill(counts, 0);
            for (int i = 0; i < n; i++) counts[bucket(numbers[i])]++;
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

    /** Of a number whose upper half are the bits of a float that is at least 0. */
    private static int bucket(long number) {
        return (int) (number >>> 63 - BITS);
    }
}
