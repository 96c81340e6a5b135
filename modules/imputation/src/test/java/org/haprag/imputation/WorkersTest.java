package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void parallelStreamsTakeAsManyThreadsAsThereAreWorkers() {
        for (int count : new int[] {1, 3}) {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            try (Workers workers = new Workers(count)) {
                int sum = workers.spread(() -> IntStream.range(0, 300)
                        .parallel()
                        .peek(i -> seen.add(Thread.currentThread()))
                        .sum());
                assertThat(sum).isEqualTo(44850);
            }
            assertThat(seen).hasSizeBetween(1, count).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void whatASpreadTaskFailsWithIsThrownAsItWas() {
        try (Workers workers = new Workers(2)) {
            assertThatThrownBy(() -> workers.spread(() -> {
                        throw new UnsupportedOperationException("planted");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("planted");
        }
    }
}
