package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;

class RateByStretchTest {
    private static final int SITES = 600;
    private static final double[] CM =
            IntStream.range(0, SITES).mapToDouble(s -> s / 100.0).toArray();
    private static final int[] TYPED =
            IntStream.range(0, SITES).filter(s -> s % 2 == 0).toArray();
    private static final RetrievalConfig CONFIG = RetrievalConfig.copyingAlone();

    private static SwitchRate estimate(IntToDoubleFunction switchesPerCm) {
        HaplotypePanel panel = SwitchRateTest.mosaics(400, switchesPerCm, false, 11);
        return SwitchRate.estimate(panel, CM, TYPED, CONFIG, Exclusions.none(0));
    }

    /** Geometric mean, weighted by what the stretches have between two places. */
    private static double mean(RateByStretch rates, double fromCm, double toCm) {
        double sum = 0;
        double length = 0;
        for (RateByStretch.Stretch stretch : rates.stretches()) {
            double shared = Math.min(toCm, stretch.toCm()) - Math.max(fromCm, stretch.fromCm());
            if (shared <= 0) continue;
            sum += shared * Math.log(stretch.relative());
            length += shared;
        }
        return Math.exp(sum / length);
    }

    @Test
    void findsWhereSwitchesAreFrequent() {
        RateByStretch found = estimate(s -> s < 200 ? 6 : .6).byStretch();
        assertThat(found.stretches()).hasSizeGreaterThan(4);
        assertThat(mean(found, 0, 1.9)).isGreaterThan(2.5 * mean(found, 2.1, 6));
    }

    @Test
    void isAboutEvenWhereTheRateIs() {
        RateByStretch found = estimate(s -> 2).byStretch();
        for (double cm = 0; cm < 6; cm += 2) assertThat(mean(found, cm, cm + 2)).isBetween(.65, 1.5);
    }

    @Test
    void copyingSwitchesWhereTheRateIsHigh() {
        HaplotypePanel panel = SwitchRateTest.mosaics(60, s -> 2, false, 3);
        TypedPanel even = new TypedPanel(panel, CM, TYPED);
        RateByStretch rates = new RateByStretch(List.of(new RateByStretch.Stretch(1, 3, 4)));
        TypedPanel hot = even.at(new SwitchRate(2, 0, 0, 0, rates));
        int inside = 100;
        int outside = 200;
        assertThat(hot.switchCm(inside)).isCloseTo(4 * even.switchCm(inside), within(1e-12));
        assertThat(hot.switchCm(outside)).isEqualTo(even.switchCm(outside));
        int[] sample = {7};
        TypedHaplotypes target = TypedHaplotypes.of(panel, sample, TYPED);
        Exclusions itself = Exclusions.ofThemselves(sample);
        RetrievalConfig config = CONFIG.at(SwitchRate.given(2));
        RetrievedHaplotype cold = config.retriever()
                .open(even, target, itself)
                .retrieveSample(0, false)
                .haplotypes()
                .get(0);
        RetrievedHaplotype warm = config.retriever()
                .open(hot, target, itself)
                .retrieveSample(0, false)
                .haplotypes()
                .get(0);
        double differs = 0;
        for (int row = 100; row < 300; row++) differs += Math.abs(cold.middleCopying(row) - warm.middleCopying(row));
        assertThat(differs).isPositive();
    }

    @Test
    void distancesAreThoseOfTheMapTimesTheRates() {
        RateByStretch rates = new RateByStretch(List.of(
                new RateByStretch.Stretch(1, 2, .5),
                new RateByStretch.Stretch(2, 3, 3),
                new RateByStretch.Stretch(5, 6, 2)));
        double[] found = rates.distances(new double[] {0, .5, 1.5, 1.5, 2.5, 5, 7, 8});
        double[] expected = {0, .5, .5 + .25, 0, .25 + 1.5, 1.5 + 2, 2 + 1, 1};
        assertThat(found).containsExactly(expected, within(1e-12));
        assertThat(RateByStretch.EVEN.distances(new double[] {1, 1.25, 2})).containsExactly(0, .25, .75);
    }

    @Test
    void sitesArePartedWhereTheRateChanges() {
        RateByStretch rates = new RateByStretch(List.of(
                new RateByStretch.Stretch(1, 2, .5),
                new RateByStretch.Stretch(2, 2.2, 7),
                new RateByStretch.Stretch(5, 9, 2)));
        double[] cm = {0, .5, 1, 1.5, 2.5, 3, 5, 6, 8};
        assertThat(rates.parts(cm, 1, 8))
                .containsExactly(
                        new RateByStretch.Part(1, 2, 1),
                        new RateByStretch.Part(2, 4, .5),
                        new RateByStretch.Part(4, 6, 1),
                        new RateByStretch.Part(6, 8, 2));
        assertThat(rates.parts(cm, 6, 7)).containsExactly(new RateByStretch.Part(6, 7, 2));
        assertThat(RateByStretch.EVEN.parts(cm, 2, 5)).containsExactly(new RateByStretch.Part(2, 5, 1));
    }
}
