package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSite;
import org.junit.jupiter.api.Test;

class PhaseQualitiesTest {
    @Test
    void aQualityIsThePhredOfAnErrorAtMost60() {
        assertThat(PhaseQualities.phred(.5)).isEqualTo((byte) 3);
        assertThat(PhaseQualities.phred(.01)).isEqualTo((byte) 20);
        assertThat(PhaseQualities.phred(0)).isEqualTo((byte) 60);
        assertThat(PhaseQualities.phred(1)).isZero();
        assertThat(PhaseQualities.wrong((byte) 20)).isCloseTo(.01, within(1e-12));
    }

    @Test
    void batchesJoinInTheOrderOfTheirTargets() {
        PhaseQualities two = new PhaseQualities(2, 2);
        PhaseQualities one = new PhaseQualities(2, 1);
        two.set(0, 1, (byte) 7);
        one.set(1, 0, (byte) 9);
        PhaseQualities joined =
                PhaseQualities.join(List.of(Optional.of(two), Optional.of(one))).orElseThrow();
        byte none = ImputedSite.PhaseCalls.NO_QUALITY;
        assertThat(joined.ofSite(0)).containsExactly(none, 7, none);
        assertThat(joined.ofSite(1)).containsExactly(none, none, 9);
    }

    @Test
    void whereAWindowBeginsTheFirstHeterozygoteHasNone() {
        PhaseQualities qualities = new PhaseQualities(4, 1);
        for (int t = 1; t < 4; t++) qualities.set(t, 0, (byte) 30);
        TypedHaplotypes typed = new TypedHaplotypes(new int[] {0, 1, 2, 3}, new byte[][] {{0, 0, 0, 1}, {1, 1, 0, 0}});
        qualities.beginAt(2, typed);
        assertThat(qualities.at(1, 0)).isEqualTo((byte) 30);
        assertThat(qualities.at(2, 0)).isEqualTo((byte) 30);
        assertThat(qualities.at(3, 0)).isEqualTo(ImputedSite.PhaseCalls.NO_QUALITY);
    }
}
