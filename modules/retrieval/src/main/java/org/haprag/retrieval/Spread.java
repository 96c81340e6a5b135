package org.haprag.retrieval;

import java.util.stream.IntStream;

/** Some of many, evenly spread. */
public final class Spread {
    private Spread() {}

    /** At most so many of all, in their order. */
    public static int[] of(int[] all, int most) {
        int n = Math.min(most, all.length);
        return IntStream.range(0, n).map(i -> all[place(i, n, all.length)]).toArray();
    }

    /** The place of the i-th of {@code some} among {@code all}, evenly spread. */
    static int place(int i, int some, int all) {
        return (int) ((i + .5) * all / some);
    }
}
