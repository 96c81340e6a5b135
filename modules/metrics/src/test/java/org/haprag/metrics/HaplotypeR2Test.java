package org.haprag.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.haprag.genotype.Haplotypes;
import org.junit.jupiter.api.Test;

class HaplotypeR2Test {
    @Test
    void estimatedR2IsOneForCertainHaplotypes() {
        assertThat(HaplotypeR2.estimated(new float[] {0, 1, 1, 0}, 0, 4)).isEqualTo(1);
    }

    @Test
    void estimatedR2IsZeroWhenEveryHaplotypeGetsTheFrequency() {
        assertThat(HaplotypeR2.estimated(new float[] {.25f, .25f, .25f, .25f}, 0, 4))
                .isCloseTo(0, within(1e-12));
        assertThat(HaplotypeR2.estimated(new float[] {0, 0}, 0, 2)).isZero();
    }

    @Test
    void estimatedR2FollowsTheFormulaOfMinimac() {
        // S p = 1.2, S p^2 = .81 + .01 + .04 = .86, n = 3: (.86 - .48) / (1.2 - .48)
        assertThat(HaplotypeR2.estimated(new float[] {.9f, .1f, .2f}, 0, 3)).isCloseTo(.38 / .72, within(1e-6));
    }

    @Test
    void empiricalR2IsTheCorrelationOfLeaveOneOutDosageAndAllele() {
        // x = .9 .1 .8 .2, y = 1 0 1 0: cov = 1.7 - 1 = .7, vx = 1.5 - 1 = .5, vy = 1
        float[] loo = {.9f, .1f, .8f, .2f, .5f};
        byte[] observed = {1, 0, 1, 0, -1};
        assertThat(HaplotypeR2.empirical(loo, 0, observed)).isCloseTo(.49 / .5, within(1e-6));
    }

    @Test
    void estimatedR2IsThatOfTheStretchAskedForAndZeroWithoutVariation() {
        assertThat(HaplotypeR2.estimated(new float[] {9, 1, 0, 0, 1, 9}, 1, 4)).isCloseTo(1, within(1e-9));
        assertThat(HaplotypeR2.estimated(new float[] {.25f, .25f, .25f, .25f}, 0, 4))
                .isZero();
        assertThat(HaplotypeR2.estimated(new float[4], 0, 4)).isZero();
        assertThat(HaplotypeR2.estimated(new float[] {1, 1, 1, 1}, 0, 4)).isZero();
        assertThat(HaplotypeR2.estimated(new float[] {.5f, .5f, 1, 0}, 0, 4)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void empiricalR2IsThatOfTheStretchAskedForAndUndefinedWithoutVariation() {
        float[] loo = {9, .9f, .1f, .8f, .2f, 9};
        assertThat(HaplotypeR2.empirical(loo, 1, new byte[] {1, 0, 1, 0})).isCloseTo(.49 / .5, within(1e-6));
        assertThat(HaplotypeR2.empirical(loo, 1, new byte[] {1, 1, 1, -1})).isNaN();
        assertThat(HaplotypeR2.empirical(loo, 1, new byte[] {-1, -1, -1, -1})).isNaN();
        float[] same = new float[3001];
        java.util.Arrays.fill(same, .3f);
        byte[] observed = new byte[same.length];
        for (int h = 0; h < observed.length; h += 3) observed[h] = 1;
        assertThat(HaplotypeR2.empirical(same, 0, observed))
                .as("rounding is no variation")
                .isNaN();
        same[7] = .30001f;
        assertThat(HaplotypeR2.empirical(same, 0, observed)).isBetween(0., 1.);
    }

    @Test
    void claimedMinusTrueIsPositiveForABoaster() {
        SiteAccuracy site = new SiteAccuracy();
        site.measure(
                new float[] {0, 1, 2, 1},
                null,
                new byte[] {0, 1, 2, 2},
                Haplotypes.diploid(4),
                CallRule.LARGEST_POSTERIOR);
        ClaimedR2 claims = new ClaimedR2();
        claims.add(.2, .95, site);
        claims.add(.2, Double.NaN, site);
        ClaimedR2.Comparison found = claims.of(MafStratum.COMMON);
        assertThat(found.sites()).isEqualTo(1);
        assertThat(found.claimedMinusTrue()).isCloseTo(.95 - 4 / 5.5, within(1e-12));
        assertThat(found.pooledR2()).isCloseTo(4 / 5.5, within(1e-12));
        assertThat(claims.steps(MafStratum.ALL).get(9).sites()).isEqualTo(1);
    }

    @Test
    void pooledTrueR2IsNotFlatteredByDifferencesInFrequency() {
        // Both sites get a constant dosage: right on average, worthless within the site
        ClaimedR2 claims = new ClaimedR2();
        SiteAccuracy site = new SiteAccuracy();
        site.measure(
                new float[] {.5f, .5f}, null, new byte[] {0, 1}, Haplotypes.diploid(2), CallRule.LARGEST_POSTERIOR);
        claims.add(.2, .5, site);
        site.measure(
                new float[] {1.5f, 1.5f}, null, new byte[] {1, 2}, Haplotypes.diploid(2), CallRule.LARGEST_POSTERIOR);
        claims.add(.2, .5, site);
        assertThat(claims.of(MafStratum.ALL).pooledR2()).isZero();
    }

    @Test
    void claimsOfHonestDosagesAreNotSelectedByTheTruth() {
        // At each of 4000 sites one of two carriers-to-be has P(ALT) .5, all others 0: R2 is what it claims, and often
        // nobody carries
        ClaimedR2 claims = new ClaimedR2();
        SiteAccuracy site = new SiteAccuracy();
        java.util.Random random = new java.util.Random(1);
        float[] ds = new float[50];
        ds[0] = .5f;
        ds[1] = .5f;
        float[] haplotypes = new float[100];
        haplotypes[0] = .5f;
        haplotypes[2] = .5f;
        for (int i = 0; i < 4000; i++) {
            byte[] truth = new byte[50];
            for (int s = 0; s < 2; s++) if (random.nextBoolean()) truth[s] = 1;
            site.measure(ds, null, truth, Haplotypes.diploid(50), CallRule.LARGEST_POSTERIOR);
            claims.add(.01, HaplotypeR2.estimated(haplotypes, 0, 100), site);
        }
        ClaimedR2.Comparison rare = claims.of(MafStratum.RARE);
        assertThat(rare.sites()).isEqualTo(4000);
        assertThat(rare.claimedMinusTrue()).isCloseTo(0, within(.01));
    }

    @Test
    void theErrorTrackKeepsItsSizeOnALongContigAndLosesNothing() {
        ErrorTrack track = new ErrorTrack("20", 1);
        SiteAccuracy site = new SiteAccuracy();
        site.measure(new float[] {0, 1}, null, new byte[] {1, 1}, Haplotypes.diploid(2), CallRule.LARGEST_POSTERIOR);
        for (int pos = 1_000; pos < 60_000_000; pos += 50_000) {
            track.addUntyped(pos);
            track.addErrors(pos, 0, site);
            if (pos % 100_000 == 1_000) track.addTyped(pos);
        }
        assertThat(track.windows()).hasSizeBetween(50, 120);
        assertThat(track.windows().stream()
                        .mapToInt(ErrorTrack.Bin::untypedSites)
                        .sum())
                .isEqualTo(1200);
        assertThat(track.windows().stream().mapToInt(ErrorTrack.Bin::typedSites).sum())
                .isEqualTo(600);
        assertThat(track.windows()).allSatisfy(w -> assertThat(w.nrd().get(0)).isEqualTo(.5));
    }
}
