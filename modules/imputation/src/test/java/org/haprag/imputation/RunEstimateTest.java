package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunEstimateTest {
    @Test
    void anotherStretchIsReadByEveryProcessButStartsNone() {
        RunEstimate first = new RunEstimate(3, 6, 100, 10, 1000, 700, 300);
        RunEstimate second = new RunEstimate(2, 4, 60, 10, 500, 900, 200);
        assertThat(first.and(second, 4)).isEqualTo(new RunEstimate(5, 10, 154, 14, 1500, 900, 300));
    }
}
