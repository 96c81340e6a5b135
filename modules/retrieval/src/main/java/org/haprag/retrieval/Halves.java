package org.haprag.retrieval;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Samples dealt out to two halves at random: what is found in the one is judged in the other. */
record Halves(int[] one, int[] other) {
    static Halves of(int[] samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] inOne = new boolean[samples.length];
        for (int i = 0; i < inOne.length; i++) inOne[i] = random.nextBoolean();
        int[] places = IntStream.range(0, samples.length).toArray();
        return new Halves(
                Arrays.stream(places).filter(i -> inOne[i]).map(i -> samples[i]).toArray(),
                Arrays.stream(places)
                        .filter(i -> !inOne[i])
                        .map(i -> samples[i])
                        .toArray());
    }
}
