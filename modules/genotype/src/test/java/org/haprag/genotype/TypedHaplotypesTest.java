package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;

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
}
