package org.haprag.metrics;

import org.apache.commons.math3.random.Well19937c;

/**
 * Resamples target samples with replacement. The draws follow from the seed and the number of samples alone, so that two
 * methods judged with the same bootstrap are compared on the same draws.
 *
 * @param replicates how many draws; 0 for no intervals
 * @param seed of the generator (WELL19937c)
 */
public record SampleBootstrap(int replicates, long seed) {
    /** Enough for the second digit of a 95 % limit (Efron and Tibshirani 1993, section 13.3). */
    public static final int DEFAULT_REPLICATES = 1000;

    public SampleBootstrap {
        if (replicates < 0) throw new IllegalArgumentException("replicates must be >= 0, found " + replicates);
    }

    /** No intervals. */
    public static SampleBootstrap none() {
        return new SampleBootstrap(0, 0);
    }

    /** (replicates, samples): how often each sample was drawn; no draws at all for a single sample. */
    byte[][] draws(int samples) {
        Well19937c random = new Well19937c(seed);
        byte[][] draws = new byte[samples < 2 ? 0 : replicates][samples];
        for (byte[] draw : draws) {
            for (int i = 0; i < samples; i++) draw[random.nextInt(samples)]++;
        }
        return draws;
    }
}
