package org.haprag.retrieval;

import java.util.Optional;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.TypedHaplotypes;

/**
 * The {@link CopyingPrior} of each target, from what its typed sites tell of its ancestry: in the window ({@link Ancestry}), and from one
 * of its haplotypes to the other ({@link OtherHaplotype}).
 */
final class CopyingPriors {
    /** Panel samples that weights are summed over, at most. */
    private static final int MOST_SUMMED = 4096;

    private final Haplotypes panel;
    private final Ancestry ancestry;
    private final Optional<OtherHaplotype> otherHaplotype;

    /**
     * @param seen panel samples, ascending, that ancestry is learnt from
     * @param switches of the copying model that are expected in the window
     */
    CopyingPriors(TypedPanel panel, int[] seen, double switches) {
        this.panel = panel.panel().haplotypes();
        ancestry = new Ancestry(panel, seen, switches);
        otherHaplotype = OtherHaplotype.of(panel, seen, switches);
    }

    /** @param hap of a target whose phase is known */
    CopyingPrior ofHaplotype(TypedHaplotypes targets, int hap, Exclusions exclusions) {
        int sample = targets.haplotypes().sampleOf(hap);
        Optional<OtherHaplotype> other = targets.haplotypes().ploidy(sample) == 2 ? otherHaplotype : Optional.empty();
        return prior(targets, sample, exclusions, other.map(of -> of.ratios(targets, hap)));
    }

    /** Of both haplotypes of a target whose phase is not known. */
    CopyingPrior ofSample(TypedHaplotypes targets, int sample, Exclusions exclusions) {
        return prior(targets, sample, exclusions, otherHaplotype.map(of -> of.ratiosUnphased(targets, sample)));
    }

    private CopyingPrior prior(
            TypedHaplotypes targets, int sample, Exclusions exclusions, Optional<WeightedPrior.Weights> ratios) {
        int[] summed = exclusions.seen(sample, panel.sampleCount(), MOST_SUMMED);
        WeightedPrior.Weights near = ancestry.weights(targets, sample, exclusions, summed);
        int copyable = exclusions.copyable(sample, panel);
        return new WeightedPrior(
                ratios.map(of -> (WeightedPrior.Weights) h -> near.of(h) * of.of(h))
                        .orElse(near),
                panel,
                summed,
                copyable);
    }
}
