package org.haprag.genotype.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SiteMaskPropertyTest {
    private static final SiteFrequencies REGION = region(20_000, 100);

    static Stream<SiteMask> masks() {
        return Stream.of(new ArrayLikeMask(2000), new RandomFractionMask(.7), new AfGuidedMask(.7));
    }

    @ParameterizedTest
    @MethodSource("masks")
    void anEqualRandomGivesTheSameSitesAndAnotherGivesOthers(SiteMask mask) {
        int[] once = mask.typedSites(REGION, new SplittableRandom(1));
        assertThat(mask.typedSites(REGION, new SplittableRandom(1))).isEqualTo(once);
        assertThat(mask.typedSites(REGION, new SplittableRandom(2))).isNotEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("masks")
    void typedSitesIncreaseWithinThePanel(SiteMask mask) {
        for (int seed = 0; seed < 20; seed++) {
            int[] typed = mask.typedSites(REGION, new SplittableRandom(seed));
            assertThat(typed).isSorted().doesNotHaveDuplicates();
            assertThat(typed[0]).isNotNegative();
            assertThat(typed[typed.length - 1]).isLessThan(REGION.siteCount());
        }
    }

    @ParameterizedTest
    @MethodSource("masks")
    void anEmptyPanelHasNoTypedSites(SiteMask mask) {
        assertThat(mask.typedSites(region(0, 100), new SplittableRandom(1))).isEmpty();
    }

    @Test
    void twoSitesStayTypedHoweverSparseTheMask() {
        for (SiteMask mask : new SiteMask[] {new ArrayLikeMask(1e9), new RandomFractionMask(1), new AfGuidedMask(1)}) {
            assertThat(mask.typedSites(REGION, new SplittableRandom(3))).hasSize(2);
            assertThat(mask.typedSites(region(2, 100), new SplittableRandom(3))).containsExactly(0, 1);
            assertThat(mask.typedSites(region(1, 100), new SplittableRandom(3))).containsExactly(0);
        }
    }

    @Test
    void nothingIsHiddenAtFractionZero() {
        int[] all = IntStream.range(0, REGION.siteCount()).toArray();
        assertThat(new RandomFractionMask(0).typedSites(REGION, new SplittableRandom(1)))
                .isEqualTo(all);
        assertThat(new AfGuidedMask(0).typedSites(REGION, new SplittableRandom(1)))
                .isEqualTo(all);
    }

    @Test
    void theHiddenFractionIsMet() {
        assertThat(new RandomFractionMask(.7).typedSites(REGION, new SplittableRandom(1)))
                .hasSize(6000);
        assertThat(new AfGuidedMask(.25).typedSites(REGION, new SplittableRandom(1)))
                .hasSize(15000);
    }

    @Test
    void anArrayHasOneSiteInTheMeanSpacing() {
        int[] typed = new ArrayLikeMask(2000).typedSites(REGION, new SplittableRandom(1));
        assertThat((double) REGION.lengthBp() / typed.length).isCloseTo(2000, within(5.0));
    }

    @Test
    void arraysPreferCommonSitesAsTheRealOnesDo() {
        double[] rare = {0, 0};
        double[] common = {0, 0};
        for (int seed = 0; seed < 20; seed++) {
            int[] typed = new ArrayLikeMask(5000).typedSites(REGION, new SplittableRandom(seed));
            for (int site : typed) tally(rare, common, site, 0);
            for (int site = 0; site < REGION.siteCount(); site++) tally(rare, common, site, 1);
        }
        double relative = rare[0] / rare[1] / (common[0] / common[1]);
        assertThat(relative).as("rate below MAF .001 against MAF .2 and more").isCloseTo(.038, within(.02));
    }

    private static void tally(double[] rare, double[] common, int site, int slot) {
        if (REGION.maf(site) < .001) rare[slot]++;
        if (REGION.maf(site) >= .2) common[slot]++;
    }

    @Test
    void gapsOfArraysAreAsClusteredAsThoseOfRealOnes() {
        double deviation = 0;
        for (int seed = 0; seed < 20; seed++) {
            int[] typed = new ArrayLikeMask(3500).typedSites(REGION, new SplittableRandom(seed));
            double[] gaps = IntStream.range(1, typed.length)
                    .mapToDouble(i -> REGION.posBp(typed[i]) - REGION.posBp(typed[i - 1]))
                    .toArray();
            double mean = Arrays.stream(gaps).average().orElseThrow();
            double variance = Arrays.stream(gaps)
                    .map(g -> (g - mean) * (g - mean))
                    .average()
                    .orElseThrow();
            deviation += Math.sqrt(variance) / mean / 20;
        }
        assertThat(deviation).isBetween(1.15, 1.40);
    }

    @Test
    void arraysHoldBiallelicSnvsOnly() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(40, 600, 10, .5, 7);
        int[] typed = new ArrayLikeMask(300).typedSites(SiteFrequencies.of(panel), new SplittableRandom(1));
        assertThat(typed).hasSizeGreaterThan(50);
        assertThat(Arrays.stream(typed)).noneMatch(site -> panel.site(site).multiAllelic());
        SiteFrequencies indels = new SiteFrequencies(new int[] {1, 2, 3}, new double[3], new boolean[3]);
        assertThat(new ArrayLikeMask(1).typedSites(indels, new SplittableRandom(1)))
                .hasSize(2);
    }

    @Test
    void afGuidedMasksHideRareSitesMoreOften() {
        int[] typed = new AfGuidedMask(.7).typedSites(REGION, new SplittableRandom(1));
        double typedMaf =
                Arrays.stream(typed).mapToDouble(REGION::maf).average().orElseThrow();
        int[] uniform = new RandomFractionMask(.7).typedSites(REGION, new SplittableRandom(1));
        double uniformMaf =
                Arrays.stream(uniform).mapToDouble(REGION::maf).average().orElseThrow();
        assertThat(typedMaf).isGreaterThan(2 * uniformMaf);
    }

    @Test
    void aFamilyDrawsSpacingsLogUniformly() {
        SplittableRandom random = new SplittableRandom(5);
        double[] logs = IntStream.range(0, 4000)
                .mapToDouble(i -> Math.log(ArrayFamily.defaults().draw(random).meanSpacingBp()))
                .toArray();
        assertThat(Arrays.stream(logs).min().orElseThrow()).isBetween(Math.log(500), Math.log(503));
        assertThat(Arrays.stream(logs).max().orElseThrow()).isBetween(Math.log(9950), Math.log(10_000));
        assertThat(Arrays.stream(logs).average().orElseThrow()).isCloseTo(Math.log(Math.sqrt(5e6)), within(.05));
    }

    @Test
    void rulesOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new RandomFractionMask(1.5)).hasMessageContaining("[0, 1], found 1.5");
        assertThatThrownBy(() -> new AfGuidedMask(Double.NaN)).hasMessageContaining("found NaN");
        assertThatThrownBy(() -> new ArrayLikeMask(0)).hasMessageContaining("above 0, found 0.0");
        assertThatThrownBy(() -> new ArrayFamily(10, 5)).hasMessageContaining("found 10.0 and 5.0");
    }

    @Test
    void frequenciesAreThoseOfTheCommonestAlt() {
        SiteFrequencies sites = SiteFrequencies.of(TinyPanels.of("02", "02", "01", "10"));
        assertThat(sites.maf(0)).isEqualTo(.25);
        assertThat(sites.maf(1)).isEqualTo(.5);
        assertThat(sites.biallelicSnv(0)).isTrue();
        assertThat(sites.biallelicSnv(1)).isFalse();
        assertThat(sites.lengthBp()).isEqualTo(TinyPanels.SPACING_BP + 1);
    }

    @Test
    void weightsDecideHowOftenAnIndexIsDrawn() {
        SplittableRandom random = new SplittableRandom(11);
        int[] drawn = new int[3];
        for (int i = 0; i < 30_000; i++) drawn[WeightedDraw.draw(new double[] {1, 2, 3}, 1, random)[0]]++;
        assertThat(drawn[0] / 30_000.0).isCloseTo(1 / 6.0, within(.01));
        assertThat(drawn[2] / 30_000.0).isCloseTo(3 / 6.0, within(.01));
        assertThat(WeightedDraw.draw(new double[] {0, 1, 0, 0}, 3, random)).containsExactly(0, 1, 2);
    }

    /** Evenly spread sites with the neutral spectrum: MAF log-uniform from .0005 to .5. */
    private static SiteFrequencies region(int sites, int spacingBp) {
        SplittableRandom random = new SplittableRandom(42);
        double[] maf = new double[sites];
        boolean[] snv = new boolean[sites];
        for (int i = 0; i < sites; i++) maf[i] = .0005 * Math.exp(random.nextDouble() * Math.log(1000));
        Arrays.fill(snv, true);
        return new SiteFrequencies(
                IntStream.range(0, sites).map(i -> 1 + i * spacingBp).toArray(), maf, snv);
    }
}
