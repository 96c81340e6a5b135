package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.haprag.genotype.Haplotypes;
import org.junit.jupiter.api.Test;

class ExclusionsTest {
    private static final Exclusions EXCLUSIONS = Exclusions.of(new int[][] {{9, 2, 9}, {}, {4}});
    private static final Haplotypes PANEL = Haplotypes.diploid(11);

    @Test
    void bothHaplotypesOfAnExcludedSampleAreHiddenFromItsTargetAlone() {
        for (int hap : new int[] {4, 5, 18, 19}) {
            assertThat(EXCLUSIONS.excludes(0, PANEL, hap))
                    .as("haplotype " + hap)
                    .isTrue();
            assertThat(EXCLUSIONS.excludes(1, PANEL, hap)).isFalse();
            assertThat(EXCLUSIONS.excludes(2, PANEL, hap)).isFalse();
        }
        for (int hap : new int[] {3, 6, 17, 20})
            assertThat(EXCLUSIONS.excludes(0, PANEL, hap)).isFalse();
        assertThat(EXCLUSIONS.haplotypes(0, PANEL)).containsExactly(4, 5, 18, 19);
        assertThat(EXCLUSIONS.haplotypes(1, PANEL)).isEmpty();
        assertThat(EXCLUSIONS.copyable(0, PANEL)).isEqualTo(PANEL.count() - 4);
    }

    @Test
    void theHaplotypesOfAllTargetsComeOnceAndInOrder() {
        assertThat(EXCLUSIONS.haplotypes(PANEL)).containsExactly(4, 5, 8, 9, 18, 19);
        assertThat(EXCLUSIONS.targets(1, 3).haplotypes(PANEL)).containsExactly(8, 9);
        assertThat(Exclusions.none(3).haplotypes(PANEL)).isEmpty();
    }

    @Test
    void thereAreNoneWhereEveryTargetMaySeeEverybody() {
        assertThat(EXCLUSIONS.areNone()).isFalse();
        assertThat(EXCLUSIONS.targets(1, 2).areNone()).isTrue();
        assertThat(Exclusions.none(3).areNone()).isTrue();
    }

    @Test
    void aBatchKnowsWhatIsHiddenFromAnyOfAllTargets() {
        int[] seen = EXCLUSIONS.seenByAll(10);
        assertThat(seen).containsExactly(0, 1, 3, 5, 6, 7, 8);
        assertThat(EXCLUSIONS.targets(1, 2).seenByAll(10)).isEqualTo(seen);
        assertThat(EXCLUSIONS.targets(new int[] {1}).seenByAll(10)).isEqualTo(seen);
    }

    @Test
    void targetsThatArePanelSamplesDoNotSeeThemselves() {
        Exclusions themselves = Exclusions.ofThemselves(new int[] {7, 1});
        assertThat(themselves.haplotypes(0, PANEL)).containsExactly(14, 15);
        assertThat(themselves.haplotypes(1, PANEL)).containsExactly(2, 3);
    }

    @Test
    void whatIsNotSeenIsNotAmongTheSamplesAndMovesNone() {
        int samples = 1000;
        int[] not = {0, 1, 5, 998, 999};
        Exclusions exclusions = Exclusions.of(new int[][] {not});
        int[] seen = exclusions.seenByAll(samples);
        for (int most : new int[] {1, 7, 300, 994, 995, 5000}) {
            int[] some = exclusions.seen(0, samples, most);
            int[] ofRest = Exclusions.none(1).seen(0, seen.length, most);
            assertThat(some).isEqualTo(Arrays.stream(ofRest).map(s -> seen[s]).toArray());
        }
    }
}
