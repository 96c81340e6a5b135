package org.haprag.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedRanksTest {
    /** Hollander and Wolfe 1973, p. 29: Hamilton depression scale before and after; wilcox.test of R: V = 40, one-sided .01953. */
    private static final double[] DEPRESSION = {.952, -.147, 1.022, .430, .620, .590, .490, -.080, .010};

    @Test
    void theTextbooksExactProbabilityIsFound() {
        assertThat(SignedRanks.p(DEPRESSION)).isCloseTo(.0390625, within(1e-12));
    }

    @Test
    void fivePositiveDifferencesAreTwoOfThirtyTwoOutcomes() {
        assertThat(SignedRanks.p(new double[] {1, 2, 3, 4, 5})).isCloseTo(2 / 32., within(1e-12));
    }

    @Test
    void equalSizesMakeItTheSignTest() {
        double[] d = {1, 1, 1, 1, 1, 1, 1, -1};
        assertThat(SignedRanks.p(d)).isCloseTo(2 * (1 + 8) / 256., within(1e-12));
    }

    @Test
    void zerosAndUndefinedDifferencesAreLeftOut() {
        double[] more = Arrays.copyOf(DEPRESSION, DEPRESSION.length + 3);
        more[more.length - 1] = Double.NaN;
        assertThat(SignedRanks.p(more)).isEqualTo(SignedRanks.p(DEPRESSION));
        assertThat(SignedRanks.p(new double[] {0, 0, Double.NaN})).isEqualTo(1);
    }

    @Test
    void signsThatBalanceAreNoEvidence() {
        assertThat(SignedRanks.p(new double[] {1, -1, 2, -2})).isEqualTo(1);
    }

    @Test
    void theNormalDistributionTakesOverWhereTheExactOneEnds() {
        Random random = new Random(5);
        double[] d =
                random.doubles(SignedRanks.EXACT_UP_TO + 1).map(x -> x - .42).toArray();
        double normal = SignedRanks.p(d);
        d[0] = 0; // one less: exact
        double exact = SignedRanks.p(d);
        assertThat(normal).isBetween(1e-6, .1);
        assertThat(Math.log(normal / exact)).isCloseTo(0, within(.3));
    }
}
