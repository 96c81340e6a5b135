package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;
import org.junit.jupiter.api.Test;

class ImputedSiteTest {
    private static final Site TWO_ALTS = new Site("20", 7, ".", "A", List.of("C", "G"));
    private static final Site ONE_ALT = new Site("20", 7, ".", "A", List.of("C"));
    private static final Haplotypes ONE_SAMPLE = Haplotypes.diploid(1);
    private static final Haplotypes TWO_SAMPLES = Haplotypes.diploid(2);

    @Test
    void posteriorsOfIndependentHaplotypesAreTheirProductAndSumToOne() {
        float[] p = {0.5f, 0.25f, 0.125f, 0};
        ImputedGenotypes genotypes = ImputedGenotypes.independent(ONE_SAMPLE, p, new byte[] {1, 0});
        assertThat(genotypes.altCount()).isEqualTo(2);
        assertThat(genotypes.altProbability(1, 0)).isEqualTo(0.125f);
        assertThat(genotypes.posterior(0, 0, 0)).isEqualTo(0.375f * 0.75f);
        assertThat(genotypes.posterior(0, 0, 1)).isEqualTo(0.375f * 0.25f + 0.5f * 0.75f);
        assertThat(genotypes.posterior(0, 1, 2)).isEqualTo(0.125f * 0.25f);
        float sum = 0;
        for (int high = 0; high < 3; high++) {
            for (int low = 0; low <= high; low++) sum += genotypes.posterior(0, low, high);
        }
        assertThat(sum).isCloseTo(1, within(1e-6f));
    }

    @Test
    void givenPosteriorsAreInVcfOrder() {
        float[] gp = {.1f, .2f, .7f, 1, 0, 0};
        ImputedGenotypes genotypes = ImputedGenotypes.joint(TWO_SAMPLES, new float[4], gp, new byte[4]);
        assertThat(genotypes.posterior(0, 0, 1)).isEqualTo(.2f);
        assertThat(genotypes.posterior(0, 1, 1)).isEqualTo(.7f);
        assertThat(genotypes.posterior(1, 0, 0)).isOne();
    }

    @Test
    void whatThePanelLacksHasCertainAllelesAndFrequenciesAmongTheCalled() {
        ImputedSite site =
                ImputedSite.targetOnly(TWO_ALTS, Haplotypes.diploid(3), new byte[] {2, 0, -1, -1, 0, 1}, new BitSet());
        assertThat(site.origin()).isEqualTo(ImputedSite.Origin.TARGET_ONLY);
        assertThat(site.frequency(0)).isEqualTo(0.25);
        assertThat(site.frequency(1)).isEqualTo(0.25);
        assertThat(site.genotypes().posterior(0, 0, 2)).isOne();
        assertThat(site.genotypes().called(1)).isFalse();
        assertThat(site.r2()).isEmpty();
    }

    @Test
    void aHaploidSampleHasAsManyPosteriorsAsAlleles() {
        Haplotypes mixed = Haplotypes.of(1, 2);
        float[] p = {0.5f, 0.25f, 0.75f, 0.25f, 0, 0};
        ImputedGenotypes independent = ImputedGenotypes.independent(mixed, p, new byte[] {1, 0, 1});
        assertThat(independent.posterior(0, 0, 0)).isEqualTo(0.25f);
        assertThat(independent.posterior(0, 1, 1)).isEqualTo(0.5f);
        assertThat(independent.posterior(0, 2, 2)).isEqualTo(0.25f);
        assertThat(independent.posterior(1, 1, 1)).isEqualTo(0.1875f);
        float[] gp = {.1f, .9f, 0, .2f, .3f, .5f};
        ImputedGenotypes joint = ImputedGenotypes.joint(mixed, new float[3], gp, new byte[3]);
        assertThat(joint.posterior(0, 1, 1)).isEqualTo(.9f);
        assertThat(joint.posterior(1, 1, 1)).isEqualTo(.5f);
    }

    @Test
    void allelesOfOtherHaplotypesAreOurBug() {
        assertThatThrownBy(() -> ImputedGenotypes.independent(Haplotypes.of(1, 2), new float[4], new byte[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 samples with 3 haplotypes, but alleles of 4");
    }

    @Test
    void onlyATypedSiteCanBeLeftOutAndItsDosagesMustFit() {
        ImputedGenotypes genotypes = ImputedGenotypes.independent(ONE_SAMPLE, new float[2], new byte[2]);
        ImputedSite imputed = ImputedSite.imputed(ONE_ALT, genotypes, new double[1], OptionalDouble.empty());
        ImputedSite typed = ImputedSite.typed(ONE_ALT, genotypes, new double[1], OptionalDouble.empty());
        ImputedSite.LeftOut left = new ImputedSite.LeftOut(2, new float[] {.25f, 1}, OptionalDouble.empty());
        assertThat(typed.withLeftOut(left).leftOut().orElseThrow().altProbability(0, 0))
                .isEqualTo(.25f);
        assertThatThrownBy(() -> imputed.withLeftOut(left)).hasMessageContaining("is not typed");
        assertThatThrownBy(() -> typed.withLeftOut(new ImputedSite.LeftOut(2, new float[3], OptionalDouble.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 LDS");
    }

    @Test
    void posteriorsOfAnotherShapeAreOurBug() {
        ImputedGenotypes genotypes = ImputedGenotypes.joint(TWO_SAMPLES, new float[4], new float[6], new byte[4]);
        assertThatThrownBy(() -> ImputedSite.imputed(TWO_ALTS, genotypes, new double[2], OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("20:7 A>C,G: 2 ALT and 4 haplotypes on 20 do not fit 4 probabilities, 6 GP, 4 GT, 2 AF");
    }
}
