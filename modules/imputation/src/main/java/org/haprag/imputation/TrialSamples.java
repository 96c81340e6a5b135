package org.haprag.imputation;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.Spread;

/**
 * The panel samples that a network is tried on ({@link NetworkTrial}).
 *
 * @param tried spread over the panel; none where the panel is too small
 * @param hidden those that some target must not see: they are neither tried nor copied there, as what is hidden from a target must
 *     not decide on it
 */
record TrialSamples(int[] tried, int[] hidden) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** So many in a long window, and up to so many in a short one, where each tells less and costs less. */
    private static final int LEAST = 16;

    private static final int MOST = 32;

    /** Alleles of the panel times samples that are tried, but for {@link #LEAST} and {@link #MOST}. */
    private static final int WORK = 100_000;

    /** So many must be left to copy for each that is tried. */
    private static final int LEFT = 3;

    /** No trial: the network is believed. */
    static final TrialSamples NONE = new TrialSamples(new int[0], new int[0]);

    /** @param exclusions of all targets */
    static TrialSamples of(HaplotypePanel panel, Exclusions exclusions) {
        int count = panel.samples().count();
        int[] seen = exclusions.seenByAll(count);
        int most = Math.max(LEAST, Math.min(MOST, WORK / panel.alleleRowCount()));
        int tried = Math.min(most, seen.length / (1 + LEFT));
        if (tried < 2) return NONE;
        boolean[] isSeen = new boolean[count];
        for (int sample : seen) isSeen[sample] = true;
        return new TrialSamples(
                Spread.of(seen, tried),
                IntStream.range(0, count).filter(s -> !isSeen[s]).toArray());
    }

    int count() {
        return tried.length;
    }

    /** What each of them must not see: itself, and what is hidden. */
    Exclusions exclusions() {
        return Exclusions.of(IntStream.of(tried)
                .mapToObj(s ->
                        IntStream.concat(IntStream.of(s), IntStream.of(hidden)).toArray())
                .toArray(int[][]::new));
    }
}
