package org.haprag.retrieval;

import java.util.stream.IntStream;

/** Some of many, evenly spread. */
public final class Spread {
    private Spread() {}

    /** At most so many of all, in their order. */
    public static int[] of(int[] all, int most) {
        int n = Math.min(most, all.length);
        return IntStream.range(0, n)
                .map(i -> all[(int) ((i + .5) * all.length / n)])
                .toArray();
    }
}
