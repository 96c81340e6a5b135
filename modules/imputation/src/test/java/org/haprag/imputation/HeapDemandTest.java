package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapDemandTest {
    private static final long MB = 1 << 20;

    @Test
    void theYoungGenerationIsHalfOfTheOldOneUpToItsBound() {
        assertThat(HeapDemand.old(240 * MB)).isEqualTo(400 * MB);
        assertThat(HeapDemand.process(240 * MB)).isEqualTo((600 + 160) * MB);
        assertThat(HeapDemand.process(6_000 * MB)).isEqualTo((10_384 + 160) * MB);
    }

    @Test
    void theLauncherBeginsWithAHeapThatASmallRunDoesNotFill() {
        assertThat(HeapDemand.process(MB)).isEqualTo((384 + 160) * MB);
    }
}
