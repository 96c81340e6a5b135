package org.haprag.imputation;

import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.TypedHaplotypes;

/**
 * What is known of the phase of targets at their typed sites.
 *
 * @param phasedSamples samples whose heterozygotes are all phased
 * @param unphasedSamples samples with a heterozygote or a half-missing call whose phase is not known
 * @param phasedHeterozygotes of all samples
 * @param unphasedHeterozygotes of all samples
 * @param unphasedHalfMissing calls such as {@code 0/.}
 */
record PhaseCounts(
        int phasedSamples,
        int unphasedSamples,
        long phasedHeterozygotes,
        long unphasedHeterozygotes,
        long unphasedHalfMissing) {
    static PhaseCounts of(TypedHaplotypes typed) {
        Haplotypes haplotypes = typed.haplotypes();
        int unphasedSamples = 0;
        long phased = 0;
        long unphased = 0;
        long half = 0;
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            if (!typed.phaseKnown(s)) unphasedSamples++;
            for (int t = 0; t < typed.typedCount(); t++) {
                int first = typed.allele(haplotypes.first(s), t);
                int second = typed.allele(haplotypes.end(s) - 1, t);
                if (first == second) continue;
                if (typed.phaseKnown(s, t)) phased += first >= 0 && second >= 0 ? 1 : 0;
                else if (first < 0 || second < 0) half++;
                else unphased++;
            }
        }
        return new PhaseCounts(haplotypes.sampleCount() - unphasedSamples, unphasedSamples, phased, unphased, half);
    }

    @Override
    public String toString() {
        if (unphasedSamples == 0) return "known of all (" + phasedHeterozygotes + " phased heterozygotes)";
        return unphasedSamples + " samples are unphased or partly so, " + phasedSamples + " phased; "
                + unphasedHeterozygotes + " heterozygotes without phase, " + phasedHeterozygotes + " with it"
                + (unphasedHalfMissing == 0 ? "" : ", " + unphasedHalfMissing + " half-missing calls")
                + "; all phasings of an unphased sample are summed over, weighed by how likely they are";
    }
}
