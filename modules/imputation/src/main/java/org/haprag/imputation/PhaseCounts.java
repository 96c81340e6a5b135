package org.haprag.imputation;

import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;

/**
 * What the targets' file tells of their phase, at the typed sites.
 *
 * @param haploidSamples samples with one haplotype
 * @param phasedSamples diploid samples without a genotype of unknown phase
 * @param unphasedSamples diploid samples that have such genotypes, and no phased heterozygote
 * @param mixedSamples diploid samples that have both
 * @param samplesInSets diploid samples with several phase sets: their phase is known inside each
 * @param phasedHeterozygotes genotypes of two different alleles, in a known order, relative to others of the sample at least
 * @param unphasedHeterozygotes the same, in an unknown order
 * @param halfMissing genotypes of one known and one missing allele
 * @param missing genotypes of which nothing is known, of haploid samples too
 */
record PhaseCounts(
        int haploidSamples,
        int phasedSamples,
        int unphasedSamples,
        int mixedSamples,
        int samplesInSets,
        long phasedHeterozygotes,
        long unphasedHeterozygotes,
        long halfMissing,
        long missing) {
    /** Counts. */
    static PhaseCounts of(TypedHaplotypes typed) {
        Haplotypes haplotypes = typed.haplotypes();
        int[] samples = new int[5];
        long[] genotypes = new long[4];
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            byte[] first = typed.row(haplotypes.first(s));
            byte[] second = typed.row(haplotypes.end(s) - 1);
            boolean known = false;
            boolean unknown = false;
            boolean inSets = false;
            for (int t = 0; t < first.length; t++) {
                if (first[t] == second[t]) {
                    if (first[t] < 0) genotypes[3]++;
                    continue;
                }
                boolean half = first[t] < 0 || second[t] < 0;
                boolean phased = typed.phaseSet(s, t) != Phasing.OPEN;
                genotypes[half ? 2 : phased ? 0 : 1]++;
                known |= phased && !half;
                unknown |= !phased;
                inSets |= phased && !typed.phaseKnown(s, t);
            }
            samples[haplotypes.ploidy(s) == 1 ? 0 : inSets ? 4 : !unknown ? 1 : !known ? 2 : 3]++;
        }
        return new PhaseCounts(
                samples[0],
                samples[1],
                samples[2],
                samples[3],
                samples[4],
                genotypes[0],
                genotypes[1],
                genotypes[2],
                genotypes[3]);
    }

    /** Whether there is a genotype to phase. @param given what becomes of phase that is known */
    boolean anyToPhase(ImputeRequest.TargetPhase given) {
        boolean ignored = given == ImputeRequest.TargetPhase.IGNORED;
        return unphasedSamples + mixedSamples + samplesInSets > 0 || ignored && phasedHeterozygotes > 0;
    }

    /** One line of what was found, and what becomes of it. */
    String summary(ImputeRequest.TargetPhase given) {
        String found = phasedSamples + " samples phased, " + unphasedSamples + " unphased, " + mixedSamples
                + " in part, " + (samplesInSets > 0 ? samplesInSets + " in several phase sets, " : "") + haploidSamples
                + " haploid; heterozygotes: " + phasedHeterozygotes + " phased, "
                + unphasedHeterozygotes + " unphased; genotypes: " + halfMissing + " half missing, " + missing
                + " missing; ";
        if (!anyToPhase(given)) return found + "nothing to phase";
        if (given == ImputeRequest.TargetPhase.IGNORED && phasedHeterozygotes > 0) {
            return found + "all are phased from the panel, as --rephase asks";
        }
        return found + "what is unphased is phased from the panel"
                + (samplesInSets > 0 ? ", phase sets are joined, each as it is inside" : "")
                + (phasedHeterozygotes > 0 && phasedSamples + mixedSamples > 0
                        ? ", phased heterozygotes stay as they are"
                        : "");
    }
}
