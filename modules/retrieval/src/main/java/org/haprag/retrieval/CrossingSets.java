package org.haprag.retrieval;

import java.util.Optional;

/**
 * Makes one phase set of those of a sample that cross, so that each keeps its inner phase: both ways round are tried over the
 * stretch of the later one, and the likelier is taken. To sum over both would take chains of their own for each; a few
 * heterozygotes that lie close together settle it, and the probability that the other way is right goes into the phase's quality.
 */
final class CrossingSets {
    /** Blocks of typed sites that are looked at behind a set. */
    private static final int BEHIND = 1;

    private CrossingSets() {}

    /**
     * The observations without crossing sets.
     *
     * @param rate the sample's over the panel's
     * @param pairs not running
     */
    static DiploidObservations join(
            DiploidObservations observed, StateClasses blocks, double rate, PairedPosterior pairs) {
        DiploidObservations now = observed;
        int passed = 0;
        for (Optional<DiploidObservations.Crossing> next = now.crossing(); next.isPresent(); next = now.crossing()) {
            DiploidObservations.Crossing sets = next.get();
            int from = blocks.blockOf(sets.firstTyped());
            int to = Math.min(blocks.count(), blocks.blockOf(sets.lastTyped()) + 1 + BEHIND);
            if (passed < from) pairs.pass(now, blocks, rate, passed, from);
            passed = from;
            double exchanged = pairs.pass(now.joined(sets, true, 0), blocks, rate, from, to);
            double straight = pairs.pass(now.joined(sets, false, 0), blocks, rate, from, to);
            double wrong = 1 / (1 + Math.exp(Math.abs(exchanged - straight)));
            now = now.joined(sets, exchanged > straight, wrong);
        }
        return now;
    }
}
