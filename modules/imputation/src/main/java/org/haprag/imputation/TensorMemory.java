package org.haprag.imputation;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;
import org.haprag.model.NativeHeap;

/**
 * Hands memory of finished tensors back every so many targets. What a tensor was copied from lies in a direct buffer, which only
 * the collector frees; as the heap hardly grows, that would not run for thousands of targets. Safe to call from several threads.
 */
final class TensorMemory implements LongConsumer {
    /** Targets after which the C library's heap is trimmed: 10 ms each time. */
    private static final int TRIM_EVERY = 32;

    /** Direct buffers that may gather before they are collected, which takes 0.1 s. */
    private static final long MOST_GATHERED_BYTES = 64L << 20;

    private final LongConsumer progress;
    private final BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    private long finished;
    private long collectAbove = MOST_GATHERED_BYTES;
    private boolean collected;

    /** @param progress hears of finished targets first */
    TensorMemory(LongConsumer progress) {
        this.progress = progress;
    }

    @Override
    public void accept(long targets) {
        progress.accept(targets);
        if (crossesTrim(targets)) handBack();
    }

    private synchronized boolean crossesTrim(long targets) {
        long before = finished;
        finished += targets;
        return finished / TRIM_EVERY != before / TRIM_EVERY;
    }

    private synchronized void handBack() {
        long used = direct.getMemoryUsed();
        if (collected) { // what is left now is in use, however much that is
            collectAbove = used + MOST_GATHERED_BYTES;
            collected = false;
        } else if (used > collectAbove) {
            System.gc();
            collected = true;
        }
        NativeHeap.trim();
    }
}
