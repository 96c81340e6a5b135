package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetBatchesTest {
    @Test
    void aBatchFitsTheBudgetWithWhatIsPickedOfALargePanel() {
        int batch = TargetBatches.size(100_000, 5_000, 250);
        assertThat(batch * TargetBatches.targetBytes(100_000, 5_000, 250))
                .isLessThanOrEqualTo(TargetBatches.BUDGET_BYTES)
                .isGreaterThan(TargetBatches.BUDGET_BYTES - TargetBatches.targetBytes(100_000, 5_000, 250));
        assertThat(TargetBatches.size(200_000, 5_000, 250)).isEqualTo(batch);
        assertThat(TargetBatches.size(100, 5_000, 250)).isGreaterThan(2 * batch);
    }

    @Test
    void aLargeWindowStillHasAFewTargetsForEachWorker() {
        assertThat(TargetBatches.size(5_000, 10_000_000, 10_000)).isEqualTo(16);
    }
}
