package org.haprag.genotype;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws without repetition, each outcome as likely as any other. */
public final class RandomDraw {
    private RandomDraw() {}

    /** The numbers 0 to n - 1 in random order. */
    public static int[] order(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** So many of the values in random order; all of them where there are fewer. */
    public static int[] some(int[] values, int count, SplittableRandom random) {
        int[] rest = values.clone();
        int n = Math.min(count, rest.length);
        for (int i = 0; i < n; i++) {
            int j = i + random.nextInt(rest.length - i);
            int swap = rest[i];
            rest[i] = rest[j];
            rest[j] = swap;
        }
        return Arrays.copyOf(rest, n);
    }
}
