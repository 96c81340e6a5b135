package org.haprag.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void whatIsNotFiniteDoesNotStretchTheAxis() {
        double[] values = {.5, Double.NaN, Double.POSITIVE_INFINITY, 1.2, Double.NEGATIVE_INFINITY};
        assertThat(Axis.about(values, 0, 100)).isEqualTo(Axis.about(new double[] {.5, 1.2}, 0, 100));
        assertThat(Axis.about(new double[] {Double.POSITIVE_INFINITY}, 0, 100)).isEqualTo(new Axis(0, 1, 0, 100));
    }

    @Test
    void theEndsAreRoundNumbersAboutTheValues() {
        Axis axis = Axis.about(new double[] {.13, .87}, 0, 100);
        assertThat(axis.low()).isZero();
        assertThat(axis.high()).isEqualTo(1);
    }

    @Test
    void anAxisOfSharesEndsAtOne() {
        Axis axis = Axis.about(new double[] {1, 1}, 0, 100).within(0, 1);
        assertThat(axis.high()).isEqualTo(1);
        assertThat(axis.low()).isBetween(0.0, .9);
    }
}
