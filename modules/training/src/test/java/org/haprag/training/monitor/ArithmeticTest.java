package org.haprag.training.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of the monitors' arithmetic. */
class ArithmeticTest {
    @Test
    void sharesOfGroupsAreOfSitesLossAndGradient() {
        GroupTally tally = new GroupTally(List.of("rare", "empty", "common"));
        tally.add(0, 3, 1);
        tally.add(2, 0.5, 2);
        tally.add(2, 0.25, 1);
        tally.add(2, 0.25, 0);
        assertThat(tally.shares())
                .containsExactly(
                        new GroupShare("rare", 1, 0.25, 0.75, 0.25), new GroupShare("common", 3, 0.75, 0.25, 0.75));
    }

    @Test
    void aLossWithoutAValueAtEachSiteHasNoShares() {
        GroupTally tally = new GroupTally(List.of("all"));
        tally.add(0, 0, 1);
        assertThat(tally.shares().get(0).lossShare()).isNaN();
        assertThat(tally.shares().get(0).gradientShare()).isEqualTo(1);
    }

    @Test
    void dataUseIsTheSmallestShareOfSitesThatCarriesNineTenthsOfTheGradient() {
        DataUse equal = new DataUse();
        for (int i = 0; i < 2000; i++) equal.add(2);
        assertThat(equal.share(.9)).isCloseTo(.9, within(1e-9));
        DataUse few = new DataUse();
        for (int i = 0; i < 97; i++) few.add(.001f);
        for (int i = 0; i < 3; i++) few.add(10);
        assertThat(few.share(.9)).as("3 of 100").isCloseTo(.03, within(1e-9));
        assertThat(few.share(1)).isEqualTo(1);
        assertThat(new DataUse().share(.9)).isNaN();
    }

    @Test
    void theFirstDocumentsExampleUsesWhatItSays() {
        // 600 sites at p_t .8, 300 at .5 and 100 at .3: 0.19, 9.4 and 16.8 of 1000 in weight (1 - p_t)^5, 2.6 %.
        Spread focus = new Spread();
        for (int i = 0; i < 600; i++) focus.add(Math.pow(.2, 5));
        for (int i = 0; i < 300; i++) focus.add(Math.pow(.5, 5));
        for (int i = 0; i < 100; i++) focus.add(Math.pow(.7, 5));
        assertThat(focus.mean()).isCloseTo(.0264, within(1e-4));
    }

    @Test
    void spreadIsMeanAndSampleDeviation() {
        Spread spread = new Spread();
        assertThat(spread.mean()).isNaN();
        for (double x : new double[] {2, 4, 4, 4, 5, 5, 7, 9}) spread.add(x);
        assertThat(spread.mean()).isEqualTo(5);
        assertThat(spread.deviation()).isCloseTo(Math.sqrt(32 / 7.), within(1e-12));
        assertThat(spread.count()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"0,0-0.1", "0.1,0.1-0.3", "0.49,0.3-0.5", "0.5,0.5-0.8", "0.8,0.8-0.9", "0.99,0.99-1", "1,0.99-1"})
    void aBandHoldsItsLowerEdge(double pt, String band) {
        assertThat(Difficulty.labels().get(Difficulty.of(pt))).isEqualTo(band);
    }
}
