package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypedHaplotypesTest {
    private static final TypedHaplotypes TYPED =
            new TypedHaplotypes(new int[] {2, 5, 9, 14}, new byte[][] {{0, 1, -1, 1}, {1, 1, -1, 0}});

    @Test
    void aSliceCountsSitesFromItsOwnStart() {
        TypedHaplotypes slice = TYPED.slice(3, 14);
        assertThat(slice.panelSites()).containsExactly(2, 6);
        assertThat(slice.row(0)).containsExactly(1, -1);
        assertThat(slice.row(1)).containsExactly(1, -1);
        assertThat(TYPED.slice(0, 15).panelSites()).containsExactly(2, 5, 9, 14);
        assertThat(TYPED.slice(6, 9).typedCount()).isZero();
    }

    @Test
    void typedSitesOfARangeAreCounted() {
        assertThat(TYPED.typedCount(0, 15)).isEqualTo(4);
        assertThat(TYPED.typedCount(5, 9)).isEqualTo(1);
        assertThat(TYPED.typedCount(5, 10)).isEqualTo(2);
    }

    @Test
    void aSiteThatNobodyHasACallForWasNotTyped() {
        TypedHaplotypes called = TYPED.withoutUncalled();
        assertThat(called.panelSites()).containsExactly(2, 5, 14);
        assertThat(called.row(0)).containsExactly(0, 1, 1);
        assertThat(called.withoutUncalled()).isSameAs(called);
    }

    /** A woman, a man, a woman; at sites 1, 4 and 8 the phase of 1/0, of 0/. and of 1/0, 1/1 is not known. */
    private static TypedHaplotypes unphased() {
        BitMatrix unknown = new BitMatrix(3, 3);
        for (int s = 0; s < 3; s++) for (int t = 0; t < 3; t++) unknown.set(t, s);
        return new TypedHaplotypes(
                new int[] {1, 4, 8},
                Haplotypes.of(2, 1, 2),
                new byte[][] {{1, 0, 1}, {0, -1, 0}, {1, -1, 0}, {-1, 1, 1}, {-1, 0, 1}},
                Phasing.unknownAt(unknown));
    }

    private static boolean[][] phaseKnown(TypedHaplotypes typed) {
        boolean[][] out = new boolean[typed.haplotypes().sampleCount()][typed.typedCount()];
        for (int s = 0; s < out.length; s++) {
            for (int t = 0; t < out[s].length; t++) out[s][t] = typed.phaseKnown(s, t);
        }
        return out;
    }

    @Test
    void thePhaseOfHomozygousHaploidAndMissingGenotypesIsAlwaysKnown() {
        assertThat(phaseKnown(unphased()))
                .isDeepEqualTo(new boolean[][] {{false, false, false}, {true, true, true}, {true, false, true}});
        assertThat(phaseKnown(TYPED)).isDeepEqualTo(new boolean[][] {{true, true, true, true}});
    }

    @Test
    void partsKeepPloidyAndPhase() {
        assertThat(phaseKnown(unphased().slice(2, 9)))
                .isDeepEqualTo(new boolean[][] {{false, false}, {true, true}, {false, true}});
        TypedHaplotypes last = unphased().samples(1, 3);
        assertThat(last.haplotypes()).isEqualTo(Haplotypes.of(1, 2));
        assertThat(last.row(1)).containsExactly(-1, 1, 1);
        assertThat(phaseKnown(last)).isDeepEqualTo(new boolean[][] {{true, true, true}, {true, false, true}});
        TypedHaplotypes some = unphased().at(new int[] {0, 2}, new int[] {5, 6});
        assertThat(some.panelSites()).containsExactly(5, 6);
        assertThat(phaseKnown(some)).isDeepEqualTo(new boolean[][] {{false, false}, {true, true}, {true, true}});
    }

    @Test
    void aCallWeighsItsAlleleAloneAndAMissingOneAllAlike() {
        AlleleWeights called = TYPED.weights(0);
        assertThat(called.of(0, 0)).isEqualTo(1);
        assertThat(called.of(0, 1)).isZero();
        assertThat(called.of(1, 0)).isZero();
        assertThat(called.of(1, 1)).isEqualTo(1);
        assertThat(called.of(1, 2)).isZero();
        assertThat(called.of(2, 0)).isEqualTo(called.of(2, 1)).isEqualTo(1);
    }

    @Test
    void givenWeightsFollowTheirHaplotypesAndSites() {
        TypedHaplotypes weighed = TYPED.withWeights(List.of((t, a) -> 10 * t + a, (t, a) -> 100 * t + a));
        assertThat(weighed.weights(1).of(3, 1)).isEqualTo(301);
        assertThat(weighed.slice(3, 14).weights(0).of(1, 1)).isEqualTo(21);
        assertThat(weighed.samples(0, 1).weights(1).of(1, 0)).isEqualTo(100);
        assertThat(weighed.withoutUncalled()).as("site 9 has weights").isSameAs(weighed);
        assertThatThrownBy(() -> TYPED.withWeights(List.of((t, a) -> 1)))
                .hasMessage("1 samples with 2 haplotypes, but weights of 1");
    }

    /** One sample, heterozygous at four sites: sets 0, 1 and open. */
    private static TypedHaplotypes inSets() {
        BitMatrix unknown = new BitMatrix(4, 2);
        unknown.set(2, 0);
        int[][] sets = {{0, 0, Phasing.OPEN, 1}, {}};
        return new TypedHaplotypes(
                new int[] {1, 3, 5, 7},
                Haplotypes.diploid(2),
                new byte[][] {{0, 0, 0, 0}, {1, 1, 1, 1}, {0, 0, 0, 0}, {1, 1, 1, 1}},
                Phasing.of(unknown, sets));
    }

    @Test
    void phaseIsKnownInsideASetAndNotBetweenThem() {
        TypedHaplotypes typed = inSets();
        for (int t = 0; t < 4; t++) {
            assertThat(typed.phaseKnown(0, t)).isFalse();
            assertThat(typed.phaseKnown(1, t)).isTrue();
            assertThat(typed.phaseSet(1, t)).isZero();
        }
        assertThat(typed.phaseSet(0, 0)).isEqualTo(typed.phaseSet(0, 1)).isNotEqualTo(typed.phaseSet(0, 3));
        assertThat(typed.phaseSet(0, 2)).isEqualTo(Phasing.OPEN);
        assertThat(typed.samples(new int[] {1, 0}).phaseSet(1, 3)).isEqualTo(typed.phaseSet(0, 3));
        assertThat(typed.samples(1, 2).phaseKnown(0)).isTrue();
    }

    @Test
    void phaseIsTakenAwayFromSomeAndTheOthersKeepTheirs() {
        TypedHaplotypes first = inSets().withoutPhase(sample -> sample == 0);
        assertThat(first.phaseKnown(1)).isTrue();
        for (int t = 0; t < 4; t++) assertThat(first.phaseSet(0, t)).isEqualTo(Phasing.OPEN);
        TypedHaplotypes second = inSets().withoutPhase(sample -> sample == 1);
        for (int t = 0; t < 4; t++) {
            assertThat(second.phaseSet(0, t)).isEqualTo(inSets().phaseSet(0, t));
            assertThat(second.phaseSet(1, t)).isEqualTo(Phasing.OPEN);
        }
        assertThat(inSets().withoutPhase(sample -> false).phaseKnown(1)).isTrue();
    }

    @Test
    void whereOneSetIsLeftItsOrderIsThatOfTheHaplotypes() {
        TypedHaplotypes left = inSets().slice(0, 6);
        assertThat(left.phaseKnown(0, 0)).isTrue();
        assertThat(left.phaseKnown(0, 2)).isFalse();
        assertThat(inSets().slice(0, 4).phaseKnown(0)).isTrue();
    }
}
