package org.haprag.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.PairedScores;
import org.haprag.metrics.SampleBootstrap;

/**
 * Which of copying, bundled and adapted weights to impute with: the simplest one that none of the others beats. One beats
 * another where it makes fewer errors (1 - r2 over all untyped sites) and the 95 % interval of their ratio says so.
 */
final class Advice {
    private static final List<String> SIMPLEST_FIRST =
            List.of(ClosingTable.BUNDLED, ClosingTable.ADAPTED, ClosingTable.COPYING);

    private Advice() {}

    /**
     * One or two sentences.
     *
     * @param scores as {@link ClosingTable#scores} gives them
     * @param model the adapted weights' file
     * @param seed of the bootstrap
     */
    static String of(Map<String, MafStratifiedScores> scores, String model, long seed) {
        List<MafStratifiedScores> compared = new ArrayList<>();
        for (String name : SIMPLEST_FIRST) compared.add(scores.get(name));
        PairedScores paired = PairedScores.of(
                compared, List.of(MafStratum.ALL), new SampleBootstrap(SampleBootstrap.DEFAULT_REPLICATES, seed));
        int best = 0;
        for (int i = 1; i < SIMPLEST_FIRST.size(); i++)
            if (ratio(paired, i, best).high() < 1) best = i;
        StringBuilder out = new StringBuilder("Use ")
                .append(option(SIMPLEST_FIRST.get(best), model))
                .append(". ");
        List<String> others = new ArrayList<>();
        for (int i = 0; i < SIMPLEST_FIRST.size(); i++) {
            if (i != best) others.add(compared(ratio(paired, i, best), SIMPLEST_FIRST.get(i)));
        }
        return out.append("Errors (1 - r2), all MAF, relative to it: ")
                .append(String.join("; ", others))
                .append('.')
                .toString();
    }

    private static Estimate ratio(PairedScores paired, int method, int reference) {
        return paired.errorRatio(method, reference, MafStratum.ALL);
    }

    private static String option(String name, String model) {
        return switch (name) {
            case ClosingTable.ADAPTED -> "the adapted weights: impute --model " + model;
            case ClosingTable.COPYING -> "no network: impute --model none";
            default -> "the bundled weights: leave --model out";
        };
    }

    private static String compared(Estimate ratio, String name) {
        return String.format(
                Locale.ROOT, "%s %.3f (95 %% interval %.3f to %.3f)", name, ratio.value(), ratio.low(), ratio.high());
    }
}
