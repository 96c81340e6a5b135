package org.haprag.retrieval;

import java.util.Optional;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.TypedHaplotypes;

/**
 * The {@link CopyingPrior} of each target, from what its typed sites tell of its ancestry: in the window ({@link Ancestry}), and from one
 * of its haplotypes to the other ({@link OtherHaplotype}).
 */
final class CopyingPriors {
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
        CopyingPrior prior = ancestry.prior(targets, sample, exclusions);
        if (targets.haplotypes().ploidy(sample) != 2) return prior;
        return otherHaplotype
                .map(other -> product(prior, other.ratios(targets, hap)))
                .orElse(prior);
    }

    /** Of both haplotypes of a target whose phase is not known. */
    CopyingPrior ofSample(TypedHaplotypes targets, int sample, Exclusions exclusions) {
        CopyingPrior prior = ancestry.prior(targets, sample, exclusions);
        return otherHaplotype
                .map(other -> product(prior, other.ratiosUnphased(targets, sample)))
                .orElse(prior);
    }

    private CopyingPrior product(CopyingPrior prior, float[] ratios) {
        float[] product = new float[panel.count()];
        double total = 0;
        for (int h = 0; h < product.length; h++) {
            product[h] = prior.of(h) * ratios[h];
            total += product[h];
        }
        FloatVectors.scale(product, (float) (1 / total), product, product.length);
        return h -> product[h];
    }
}
