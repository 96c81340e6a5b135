package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;

class PhaseCountsTest {
    /** Four samples at three sites: phased, unphased, in part, haploid. */
    private static TypedHaplotypes typed() {
        BitMatrix unknown = new BitMatrix(3, 4);
        unknown.set(0, 1);
        unknown.set(1, 1);
        unknown.set(2, 2);
        byte[][] alleles = {
            {0, 1, 1}, {1, 1, 0}, // phased: two heterozygotes
            {0, 0, -1}, {1, -1, -1}, // one unphased heterozygote, one half missing, one missing
            {1, 0, 0}, {0, 0, 1}, // one phased, one unphased
            {0, -1, 1}
        };
        return new TypedHaplotypes(new int[] {4, 5, 9}, Haplotypes.of(2, 2, 2, 1), alleles, Phasing.unknownAt(unknown));
    }

    @Test
    void samplesAndGenotypesAreCountedByWhatIsKnownOfTheirPhase() {
        assertThat(PhaseCounts.of(typed())).isEqualTo(new PhaseCounts(1, 1, 1, 1, 0, 3, 2, 1, 2));
    }

    @Test
    void whatIsDoneIsTold() {
        PhaseCounts counts = PhaseCounts.of(typed());
        assertThat(counts.summary(ImputeRequest.TargetPhase.TRUSTED))
                .isEqualTo("1 samples phased, 1 unphased, 1 in part, 1 haploid; heterozygotes: 3 phased, 2 unphased;"
                        + " genotypes: 1 half missing, 2 missing; what is unphased is phased from the panel, phased"
                        + " heterozygotes stay as they are");
        assertThat(counts.summary(ImputeRequest.TargetPhase.IGNORED))
                .endsWith("all are phased from the panel, as --rephase asks");
        PhaseCounts phased = PhaseCounts.of(typed().samples(0, 1));
        assertThat(phased.summary(ImputeRequest.TargetPhase.TRUSTED)).endsWith("nothing to phase");
    }

    @Test
    void withoutPhaseEveryHeterozygoteAndHalfMissingGenotypeIsUnphased() {
        assertThat(PhaseCounts.of(typed().withoutPhase())).isEqualTo(new PhaseCounts(1, 0, 3, 0, 0, 0, 5, 1, 2));
    }

    @Test
    void samplesWithSeveralPhaseSetsAreCountedApart() {
        byte[][] alleles = {{0, 0, 0}, {1, 1, 1}};
        TypedHaplotypes typed = new TypedHaplotypes(
                new int[] {4, 5, 9}, Haplotypes.diploid(1), alleles, Phasing.of(new BitMatrix(3, 1), new int[][] {
                    {0, 0, 1}
                }));
        PhaseCounts counts = PhaseCounts.of(typed);
        assertThat(counts).isEqualTo(new PhaseCounts(0, 0, 0, 0, 1, 3, 0, 0, 0));
        assertThat(counts.summary(ImputeRequest.TargetPhase.TRUSTED))
                .startsWith("0 samples phased, 0 unphased, 0 in part, 1 in several phase sets, 0 haploid;")
                .endsWith("what is unphased is phased from the panel, phase sets are joined, each as it is inside");
    }
}
