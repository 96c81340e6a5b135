package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void parallelStreamsTakeAsManyThreadsAsThereAreWorkers() {
        for (int count : new int[] {1, 3}) {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            try (Workers workers = new Workers(count)) {
                int sum = Workers.join(workers.spread(() -> IntStream.range(0, 300)
                        .parallel()
                        .peek(i -> seen.add(Thread.currentThread()))
                        .sum()));
                assertThat(sum).isEqualTo(44850);
            }
            assertThat(seen).hasSizeBetween(1, count).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void resultsComeInTheOrderOfTheTasksAndFewWait() {
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Supplier<Integer>> tasks = IntStream.range(0, 200)
                .<Supplier<Integer>>mapToObj(i -> () -> {
                    most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                    return i;
                })
                .toList();
        List<Integer> taken = new ArrayList<>();
        try (Workers workers = new Workers(3)) {
            workers.inOrder(tasks, 5, i -> {
                waiting.decrementAndGet();
                taken.add(i);
            });
        }
        assertThat(taken).isEqualTo(IntStream.range(0, 200).boxed().toList());
        assertThat(most.get()).isBetween(1, 5);
    }

    @Test
    void whatASpreadTaskFailsWithIsThrownAsItWas() {
        try (Workers workers = new Workers(2)) {
            assertThatThrownBy(() -> Workers.join(workers.spread(() -> {
                        throw new UnsupportedOperationException("planted");
                    })))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("planted");
        }
    }

    @Test
    void aTaskThatFailsMeanwhileWaitsForTheOther() {
        IllegalStateException planted = new IllegalStateException("planted");
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        try (Workers workers = new Workers(1)) {
            Future<?> other = workers.begin(() -> {
                failed.await();
                Thread.sleep(50);
                ended.incrementAndGet();
                throw new UnsupportedOperationException("the other's");
            });
            assertThatThrownBy(() -> Workers.meanwhile(other, () -> {
                        failed.countDown();
                        throw planted;
                    }))
                    .isSameAs(planted);
        }
        assertThat(ended.get()).isOne();
        assertThat(planted.getSuppressed()).hasSize(1).hasOnlyElementsOfType(UnsupportedOperationException.class);
    }
}
