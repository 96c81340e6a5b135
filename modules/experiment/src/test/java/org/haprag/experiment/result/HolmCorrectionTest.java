package org.haprag.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmCorrectionTest {
    @Test
    void theTextbooksFourTestsAreAdjustedAndNeverFallWithP() {
        // p.adjust(c(.01, .04, .03, .005), "holm") of R
        assertThat(HolmCorrection.adjust(new double[] {.01, .04, .03, .005}))
                .containsExactly(new double[] {.03, .06, .06, .02}, within(1e-12));
    }

    @Test
    void noAdjustedProbabilityExceedsOne() {
        assertThat(HolmCorrection.adjust(new double[] {.5, .9})).containsExactly(1, 1);
    }

    @Test
    void undefinedTestsStayUndefinedAndDoNotCount() {
        assertThat(HolmCorrection.adjust(new double[] {.01, Double.NaN, .04}))
                .containsExactly(new double[] {.02, Double.NaN, .04}, within(1e-12));
    }
}
