package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExclusionsTest {
    private static final Exclusions EXCLUSIONS = Exclusions.of(new int[][] {{9, 2, 9}, {}, {4}});

    @Test
    void bothHaplotypesOfAnExcludedSampleAreHiddenFromItsTargetAlone() {
        for (int hap : new int[] {4, 5, 18, 19}) {
            assertThat(EXCLUSIONS.excludes(0, hap)).as("haplotype " + hap).isTrue();
            assertThat(EXCLUSIONS.excludes(1, hap)).isFalse();
            assertThat(EXCLUSIONS.excludes(2, hap)).isFalse();
        }
        for (int hap : new int[] {3, 6, 17, 20})
            assertThat(EXCLUSIONS.excludes(0, hap)).isFalse();
        assertThat(EXCLUSIONS.haplotypes(0)).containsExactly(4, 5, 18, 19);
        assertThat(EXCLUSIONS.haplotypes(1)).isEmpty();
        assertThat(EXCLUSIONS.haplotypeCount(0)).isEqualTo(4);
    }

    @Test
    void theHaplotypesOfAllTargetsComeOnceAndInOrder() {
        assertThat(EXCLUSIONS.haplotypes()).containsExactly(4, 5, 8, 9, 18, 19);
        assertThat(EXCLUSIONS.targets(1, 3).haplotypes()).containsExactly(8, 9);
        assertThat(Exclusions.none(3).haplotypes()).isEmpty();
    }

    @Test
    void thereAreNoneWhereEveryTargetMaySeeEverybody() {
        assertThat(EXCLUSIONS.areNone()).isFalse();
        assertThat(EXCLUSIONS.targets(1, 2).areNone()).isTrue();
        assertThat(Exclusions.none(3).areNone()).isTrue();
    }

    @Test
    void targetsThatArePanelSamplesDoNotSeeThemselves() {
        Exclusions themselves = Exclusions.ofThemselves(new int[] {7, 1});
        assertThat(themselves.haplotypes(0)).containsExactly(14, 15);
        assertThat(themselves.haplotypes(1)).containsExactly(2, 3);
    }
}
