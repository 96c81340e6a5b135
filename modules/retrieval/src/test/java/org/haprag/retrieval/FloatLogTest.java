package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloatLogTest {
    @Test
    void itIsTheLogarithmToFiveDecimalsFromTheSmallestPosteriorToTheLongestRun() {
        for (double x = 1e-30; x < 1e6; x *= 1.0137) {
            assertThat((double) FloatLog.of((float) x)).as("log %s", x).isCloseTo(Math.log((float) x), within(1e-5));
        }
    }

    @Test
    void theLogarithmOfOneIsNothing() {
        assertThat(FloatLog.of(1)).isZero();
    }
}
