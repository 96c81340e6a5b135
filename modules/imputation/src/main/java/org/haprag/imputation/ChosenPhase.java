package org.haprag.imputation;

import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.RetrievedSample;

/** Puts the observed alleles of genotypes whose phase was not known on the haplotypes that retrieval chose for them. */
final class ChosenPhase {
    private ChosenPhase() {}

    /** Of one target: overwrites what was imputed of observed alleles at its typed sites. */
    static void write(RetrievedSample found, TypedHaplotypes targets, HaplotypePanel panel, int target, Dosages out) {
        if (found.phase().isEmpty()) return;
        for (int t = 0; t < targets.typedCount(); t++) {
            if (targets.phaseKnown(target, t)) continue;
            int site = targets.panelSite(t);
            int a1 = found.observed().allele(0, t);
            int a2 = found.observed().allele(1, t);
            for (int row = panel.firstRow(site); row < panel.firstRow(site + 1); row++) {
                int alt = row - panel.firstRow(site) + 1;
                float p1 = a1 < 0 ? out.alt(row, target, 0) : a1 == alt ? 1 : 0;
                float p2 = a2 < 0 ? out.alt(row, target, 1) : a2 == alt ? 1 : 0;
                out.set(row, target, p1, p2, p1 * p2);
            }
        }
    }
}
