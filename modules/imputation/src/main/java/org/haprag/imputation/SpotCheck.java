package org.haprag.imputation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.LeftOutScores.Purpose;
import org.haprag.metrics.run.SiteFrequencies;
import org.haprag.retrieval.Exclusions;

/**
 * A cheap part of what {@link LeaveOneOut} does: in each window one target in {@link #ONE_IN} is imputed
 * once more, other ones in each, with every {@link #SITES}-th typed site hidden. Beside those some doubtful sites are hidden, which
 * are looked at but not measured; hiding a site costs nothing.
 */
final class SpotCheck {
    static final int ONE_IN = 128;

    private static final int SITES = 5;

    /** At most one typed site in so many is hidden because it is doubtful. */
    private static final int DOUBTFUL = 10;

    /** Of typed sites in a window: with fewer, those that stay say little. */
    private static final int LEAST_TYPED = 20;

    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final MatchedTargets targets;
    private final SiteFrequencies frequencies;
    private final LeftOutScores scores;

    /** @param frequencies at the typed sites of the targets @param scores are added to */
    SpotCheck(
            HaplotypePanel panel,
            double[] siteCm,
            MatchedTargets targets,
            SiteFrequencies frequencies,
            LeftOutScores scores) {
        this.panel = panel;
        this.siteCm = siteCm;
        this.targets = targets;
        this.frequencies = frequencies;
        this.scores = scores;
    }

    /** @param number of the window in the plan */
    void window(CmWindow window, int number, Imputation imputation) {
        int[] checked = IntStream.range(0, targets.count())
                .filter(s -> s % ONE_IN == number % ONE_IN)
                .toArray();
        TypedHaplotypes all = targets.typed();
        int first = all.typedCount(0, window.fromSite());
        int count = all.typedCount(window.fromSite(), window.toSite());
        if (checked.length == 0 || count < LEAST_TYPED) return;
        BitSet hidden = hidden(window, first, count);
        int[] kept = IntStream.range(0, count).filter(t -> !hidden.get(t)).toArray();
        int[] sites = IntStream.range(first, first + count).map(all::panelSite).toArray();
        HaplotypePanel atTyped = panel.atSites(sites);
        double[] cm = Arrays.stream(sites).mapToDouble(s -> siteCm[s]).toArray();
        PreparedWindow prepared = imputation.prepare(atTyped, cm, kept, TrialSamples.NONE);
        int[] keptOfAll = Arrays.stream(kept).map(t -> first + t).toArray();
        TypedHaplotypes rest = all.samples(checked).at(keptOfAll, kept);
        Exclusions exclusions = targets.exclusions().targets(checked);
        float[][] found = new float[hidden.cardinality()][2 * checked.length];
        int batch = TargetBatches.size(atTyped.haplotypeCount(), atTyped.alleleRowCount(), count);
        for (int from = 0; from < checked.length; from += batch) {
            int to = Math.min(checked.length, from + batch);
            copy(
                    prepared.impute(rest.samples(from, to), exclusions.targets(from, to), n -> {}),
                    atTyped,
                    hidden,
                    from,
                    found);
        }
        score(checked, first, hidden, found);
    }

    /** Of a window's typed sites, those of the core that are hidden: every fifth, and as many doubtful ones at most. */
    private BitSet hidden(CmWindow window, int first, int count) {
        TypedHaplotypes all = targets.typed();
        int from = all.typedCount(0, window.coreFromSite()) - first;
        int to = from + all.typedCount(window.coreFromSite(), window.coreToSite());
        BitSet hidden = new BitSet(count);
        for (int t = from; t < to; t++) if (measured(first + t)) hidden.set(t);
        IntStream.range(from, to)
                .filter(t -> !measured(first + t) && doubtful(first + t))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer t) -> -frequencies.difference(first + t)))
                .limit(count / DOUBTFUL)
                .forEach(hidden::set);
        return hidden;
    }

    private static boolean measured(int typedSite) {
        return typedSite % SITES == SITES / 2;
    }

    private boolean doubtful(int typedSite) {
        return frequencies.site(typedSite).palindromic() || frequencies.outlier(typedSite);
    }

    /** Copies P(ALT) of both haplotypes at the hidden sites. */
    private static void copy(Dosages dosages, HaplotypePanel atTyped, BitSet hidden, int firstTarget, float[][] to) {
        int i = 0;
        for (int t = hidden.nextSetBit(0); t >= 0; t = hidden.nextSetBit(t + 1), i++) {
            for (int s = 0; s < dosages.targetCount(); s++) {
                int at = 2 * (firstTarget + s);
                to[i][at] = dosages.alt(atTyped.firstRow(t), s, 0);
                to[i][at + 1] = dosages.alt(atTyped.firstRow(t), s, 1);
            }
        }
    }

    private void score(int[] checked, int first, BitSet hidden, float[][] found) {
        int i = 0;
        for (int t = hidden.nextSetBit(0); t >= 0; t = hidden.nextSetBit(t + 1), i++) {
            int typedSite = first + t;
            int row = panel.firstRow(targets.typed().panelSite(typedSite));
            Purpose purpose = measured(typedSite) ? Purpose.MEASURE : Purpose.SUSPECT;
            for (int s = 0; s < checked.length; s++) {
                int observed = TwinSearch.observed(targets.typed(), checked[s], typedSite);
                if (observed < 0) continue;
                boolean haploid = targets.typed().haplotypes().ploidy(checked[s]) == 1;
                scores.add(
                        panel.maf(row),
                        purpose,
                        checked[s],
                        found[i][2 * s],
                        haploid ? Float.NaN : found[i][2 * s + 1],
                        observed);
            }
            scores.endSite(frequencies.site(typedSite), panel.maf(row), purpose);
        }
    }
}
