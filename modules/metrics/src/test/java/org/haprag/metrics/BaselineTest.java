package org.haprag.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.haprag.genotype.Haplotypes;
import org.junit.jupiter.api.Test;

class BaselineTest {
    @Test
    void everybodyGetsTheDosageAndHardyWeinbergPosteriorsOfTheFrequency() {
        float[] ds = new float[2];
        float[] gp = new float[6];
        Baseline.AF_PRIOR.fill(.25, Haplotypes.diploid(2), ds, gp);
        assertThat(ds).containsExactly(.5f, .5f);
        assertThat(gp).containsExactly(.5625f, .375f, .0625f, .5625f, .375f, .0625f);
    }

    @Test
    void aHaploidSampleGetsTheFrequencyOnItsHaplotype() {
        float[] ds = new float[2];
        float[] gp = new float[6];
        Baseline.AF_PRIOR.fill(.25, Haplotypes.of(1, 2), ds, gp);
        assertThat(ds).containsExactly(.25f, .5f);
        assertThat(gp).containsExactly(.75f, .25f, 0, .5625f, .375f, .0625f);
    }
}
