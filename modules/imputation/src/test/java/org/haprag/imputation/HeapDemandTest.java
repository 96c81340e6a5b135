package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapDemandTest {
    private static final long MB = 1 << 20;

    @Test
    void theYoungGenerationIsHalfOfTheOldOneUpToItsBound() {
        assertThat(HeapDemand.old(60 * MB)).isEqualTo(100 * MB);
        assertThat(HeapDemand.heap(60 * MB)).isEqualTo(150 * MB);
        assertThat(HeapDemand.heap(6_000 * MB)).isEqualTo(10_384 * MB);
    }
}
