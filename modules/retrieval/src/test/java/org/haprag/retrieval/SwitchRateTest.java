package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchRateTest {
    private static final int SITES = 600;
    private static final RetrievalConfig CONFIG = RetrievalConfig.copyingAlone();

    /** Haplotypes that are mosaics of founders whose alleles are random; sites lie a hundredth of a cM apart. */
    private static HaplotypePanel mosaics(int haplotypes, double switchesPerCm, boolean homozygous, long seed) {
        return mosaics(haplotypes, s -> switchesPerCm, homozygous, seed);
    }

    static HaplotypePanel mosaics(int haplotypes, IntToDoubleFunction switchesPerCm, boolean homozygous, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HaplotypePanel founders = TinyPanels.random(40, SITES, random.nextLong());
        BitMatrix alleles = new BitMatrix(SITES, haplotypes);
        for (int h = 0; h < haplotypes; h++) {
            int founder = random.nextInt(40);
            for (int s = 0; s < SITES; s++) {
                if (random.nextDouble() < switchesPerCm.applyAsDouble(s) / 100) founder = random.nextInt(40);
                boolean carried = founders.alleles().get(founders.firstRow(s), founder);
                if (homozygous && h % 2 == 1) carried = alleles.get(s, h - 1);
                if (carried) alleles.set(s, h);
            }
        }
        List<String> names = new ArrayList<>();
        for (int s = 0; s < haplotypes / 2; s++) names.add("S" + s);
        List<Site> sites = IntStream.range(0, SITES)
                .mapToObj(s -> new Site("1", 1 + 10_000 * s, ".", "A", List.of("C")))
                .toList();
        return new HaplotypePanel(new Samples(names), sites, alleles);
    }

    private static SwitchRate estimate(HaplotypePanel panel, int everyNth) {
        double[] cm = IntStream.range(0, SITES).mapToDouble(s -> s / 100.0).toArray();
        int[] typed = IntStream.range(0, SITES).filter(s -> s % everyNth == 0).toArray();
        return SwitchRate.estimate(panel, cm, typed, CONFIG, Exclusions.none(0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {.3, 1, 4})
    void isNearTheRateAtWhichThePanelWasMade(double switchesPerCm) {
        SwitchRate found = estimate(mosaics(400, switchesPerCm, false, 7), 1);
        assertThat(found.perCm()).isBetween(switchesPerCm / 2.5, switchesPerCm * 2.5);
        assertThat(found.logDeviation()).isBetween(.01, .5);
    }

    @Test
    void risesWithTheRateAtWhichThePanelWasMade() {
        assertThat(estimate(mosaics(400, .5, false, 3), 2).perCm())
                .isLessThan(estimate(mosaics(400, 2, false, 3), 2).perCm() / 2);
    }

    @Test
    void aSamplesOwnHaplotypesDoNotExplainIt() {
        double outbred = estimate(mosaics(400, 2, false, 5), 1).perCm();
        double homozygous = estimate(mosaics(400, 2, true, 5), 1).perCm();
        assertThat(homozygous)
                .as("its second haplotype would explain it without a switch")
                .isGreaterThan(outbred / 2);
    }

    @Test
    void isTheUsualRateWhereTheTypedSitesTellNothing() {
        HaplotypePanel panel = TinyPanels.random(60, SITES, 1);
        SwitchRate found = SwitchRate.estimate(panel, new double[SITES], new int[] {17}, CONFIG, Exclusions.none(0));
        assertThat(found.perCm()).isCloseTo(SwitchRate.USUAL_PER_CM, within(.25));
        assertThat(found.logDeviation()).isCloseTo(.7, within(.05));
    }

    @Test
    void looksAtAllOfALongContigAndIsTheSameEachTime() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(80, 2500, 12, 9);
        double[] cm = IntStream.range(0, 2500).mapToDouble(s -> s / 50.0).toArray();
        int[] typed = IntStream.range(0, 2500).toArray();
        SwitchRate found = SwitchRate.estimate(panel, cm, typed, CONFIG, Exclusions.none(0));
        assertThat(found.typedSites()).isEqualTo(2500);
        List<RateByStretch.Stretch> stretches = found.byStretch().stretches();
        assertThat(stretches.get(0).fromCm()).isZero();
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i).fromCm()).isEqualTo(stretches.get(i - 1).toCm());
        }
        assertThat(stretches.get(stretches.size() - 1).toCm()).isEqualTo(cm[2499]);
        assertThat(SwitchRate.estimate(panel, cm, typed, CONFIG, Exclusions.none(0)))
                .isEqualTo(found);
    }

    @Test
    void samplesThatAreHiddenFromATargetTakeNoPart() {
        HaplotypePanel panel = mosaics(100, 1, false, 2);
        double[] cm = IntStream.range(0, SITES).mapToDouble(s -> s / 100.0).toArray();
        int[] typed = IntStream.range(0, SITES).filter(s -> s % 3 == 0).toArray();
        Exclusions hidden = Exclusions.of(new int[][] {{7, 12}, {}, {3}});
        HaplotypePanel others = panel.subset(
                IntStream.range(0, 50).filter(s -> s != 3 && s != 7 && s != 12).toArray());
        assertThat(SwitchRate.estimate(panel, cm, typed, CONFIG, hidden))
                .isEqualTo(SwitchRate.estimate(others, cm, typed, CONFIG, Exclusions.none(3)))
                .isNotEqualTo(SwitchRate.estimate(panel, cm, typed, CONFIG, Exclusions.none(3)));
    }

    @Test
    void aPanelThatIsImputedFromItselfHasARateToo() {
        HaplotypePanel panel = mosaics(100, 1, false, 2);
        double[] cm = IntStream.range(0, SITES).mapToDouble(s -> s / 100.0).toArray();
        int[] typed = IntStream.range(0, SITES).filter(s -> s % 3 == 0).toArray();
        Exclusions itself = Exclusions.ofThemselves(IntStream.range(0, 50).toArray());
        assertThat(SwitchRate.estimate(panel, cm, typed, CONFIG, itself))
                .isEqualTo(SwitchRate.estimate(panel, cm, typed, CONFIG, Exclusions.none(50)));
    }

    @Test
    void aPanelOfOneSampleHasTheUsualRate() {
        HaplotypePanel panel = TinyPanels.random(2, SITES, 1);
        assertThat(estimate(panel, 10).perCm()).isCloseTo(SwitchRate.USUAL_PER_CM, within(.05));
    }

    @Test
    void aRateIsPositiveAndSaysWhereItIsFrom() {
        assertThat(SwitchRate.given(3).toString()).isEqualTo("3.00");
        assertThat(new SwitchRate(1.5666, .1, 26, 636, RateByStretch.EVEN).toString())
                .isEqualTo("1.57 (of 26 panel haplotypes at 636 typed sites)");
        RateByStretch hot =
                new RateByStretch(List.of(new RateByStretch.Stretch(0, 1, .5), new RateByStretch.Stretch(1, 2, 3.25)));
        assertThat(new SwitchRate(1.5666, .1, 26, 636, hot).toString())
                .isEqualTo("1.57 (of 26 panel haplotypes at 636 typed sites; 0.50 to 3.3 times that in 2 stretches)");
        assertThatThrownBy(() -> SwitchRate.given(0)).hasMessageContaining("found 0.0");
    }
}
