package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedPriorTest {
    private static final int SAMPLES = 1000;

    @Test
    void isThatWhichItRemembersAndAsksOnce() {
        AtomicInteger asked = new AtomicInteger();
        CopyingPrior prior = new RememberedPrior(
                hap -> {
                    asked.incrementAndGet();
                    return hap == 6 ? 0 : 1 + hap % 7;
                },
                2 * SAMPLES);
        for (int i = 0; i < 5; i++) {
            assertThat(prior.of(13)).isEqualTo(7);
            assertThat(prior.of(14)).isEqualTo(1);
        }
        assertThat(asked.get()).isEqualTo(2);
        assertThat(prior.of(6)).isZero();
    }
}
