package org.haprag.imputation;

import java.io.Serializable;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;

/**
 * Targets, or some of them, in one window.
 *
 * @param samples who they are
 * @param typed what was observed of them; sites are counted from the window's first
 * @param exclusions panel samples that each of them must not see
 * @param targetOnly sites of theirs that the window writes among the panel's
 */
public record WindowTargets(Samples samples, TypedHaplotypes typed, Exclusions exclusions, TargetOnlySites targetOnly)
        implements Serializable {
    /** All of them. @param whole the panel that the window is cut from */
    static WindowTargets of(MatchedTargets targets, CmWindow window, HaplotypePanel whole) {
        boolean all = window.siteCount() == whole.siteCount();
        return new WindowTargets(
                targets.samples(),
                all ? targets.typed() : targets.typed().slice(window.fromSite(), window.toSite()),
                targets.exclusions(),
                targets.targetOnly().in(window, whole));
    }

    /** The samples [from, to), as they are imputed: without sites of their own. */
    public WindowTargets batch(int from, int to) {
        return new WindowTargets(
                new Samples(samples.names().subList(from, to)),
                typed.samples(from, to),
                exclusions.targets(from, to),
                TargetOnlySites.none());
    }

    public int count() {
        return samples.count();
    }
}
