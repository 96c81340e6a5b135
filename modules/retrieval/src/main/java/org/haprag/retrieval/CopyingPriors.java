package org.haprag.retrieval;

import java.util.Optional;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.TypedHaplotypes;

/**
 * The {@link CopyingPrior} of each target, from what its typed sites tell of its ancestry: in the window ({@link Ancestry}), and from one
 * of its haplotypes to the other ({@link OtherHaplotype}).
 */
final class CopyingPriors {
    /** Panel samples that the nearest is looked for among, at most. */
    private static final int MOST_SEARCHED = 4096;

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

    /** Of both haplotypes of a target whose phase is not known; for one thread at a time. */
    CopyingPrior ofSample(TypedHaplotypes targets, int sample, Exclusions exclusions) {
        return new RememberedPrior(
                prior(targets, sample, exclusions, otherHaplotype.map(of -> of.ratiosUnphased(targets, sample))),
                panel.count());
    }

    private CopyingPrior prior(
            TypedHaplotypes targets, int sample, Exclusions exclusions, Optional<CopyingPrior> ratios) {
        int[] some = exclusions.seen(sample, panel.sampleCount(), MOST_SEARCHED);
        CopyingPrior near = ancestry.weights(targets, sample, exclusions, some);
        return ratios.map(of -> (CopyingPrior) h -> near.of(h) * of.of(h)).orElse(near);
    }
}
