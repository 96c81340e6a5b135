package org.haprag.imputation;

import java.util.List;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.run.SiteFates;
import org.haprag.metrics.run.SiteFrequencies.Outlier;
import org.haprag.retrieval.Exclusions;

/**
 * Targets in the panel's terms.
 *
 * @param samples who they are
 * @param typed their observed alleles, at the panel sites where any of them has a call; at least one site
 * @param exclusions panel samples that each of them must not see, himself before all
 * @param targetOnly sites of theirs to write among the panel's
 * @param fates what became of their sites
 * @param dropped palindromic sites that are not used, as they may be on the other strand
 */
public record MatchedTargets(
        Samples samples,
        TypedHaplotypes typed,
        Exclusions exclusions,
        TargetOnlySites targetOnly,
        SiteFates fates,
        List<Outlier> dropped) {
    public MatchedTargets {
        dropped = List.copyOf(dropped);
        if (typed.haplotypes().sampleCount() != samples.count()) {
            throw new IllegalArgumentException(samples + ", but typed " + typed.haplotypes());
        }
        if (typed.typedCount() == 0) throw new IllegalArgumentException("no typed site");
    }

    public int count() {
        return samples.count();
    }
}
