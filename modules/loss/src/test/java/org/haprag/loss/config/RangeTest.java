package org.haprag.loss.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void endsBelongToARangeOrNot() {
        assertThat(Range.closed(0, 1).contains(0)).isTrue();
        assertThat(Range.closed(0, 1).contains(1)).isTrue();
        assertThat(Range.INSIDE_0_1.contains(0)).isFalse();
        assertThat(Range.INSIDE_0_1.contains(1)).isFalse();
        assertThat(Range.positiveTo(.5).contains(0)).isFalse();
        assertThat(Range.positiveTo(.5).contains(.5)).isTrue();
        assertThat(Range.atLeast(2).contains(1.999)).isFalse();
    }

    @Test
    void whatIsNotFiniteBelongsToNone() {
        for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
            assertThat(Range.FINITE.contains(x)).isFalse();
    }

    @Test
    void aValueOutsideIsRefusedInWords() {
        Range.POSITIVE.require("weight", 1);
        assertThatThrownBy(() -> Range.POSITIVE.require("weight", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight must be a number from 0.0 (excluded) to any finite number, found 0.0");
    }
}
