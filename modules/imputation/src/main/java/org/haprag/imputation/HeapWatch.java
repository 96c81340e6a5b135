package org.haprag.imputation;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Sees the most that lives on the heap while something runs: it collects again and again beside it, which takes time. */
final class HeapWatch {
    /** Between two collections; several times what one takes. */
    private static final long PAUSE_MILLIS = 100;

    private volatile boolean over;
    private long mostBytes;

    /** @param result of what ran @param mostBytes that lived meanwhile */
    record Seen<T>(T result, long mostBytes) {}

    private HeapWatch() {}

    static <T> Seen<T> during(Supplier<T> work) {
        HeapWatch watch = new HeapWatch();
        Thread beside = new Thread(watch::look, "heap-watch");
        beside.setDaemon(true);
        beside.start();
        T result;
        try {
            result = work.get();
        } finally {
            watch.over = true;
        }
        try {
            beside.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
        return new Seen<>(result, watch.mostBytes);
    }

    private void look() {
        do {
            long start = System.nanoTime();
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            mostBytes = Math.max(mostBytes, used);
            try {
                Thread.sleep(PAUSE_MILLIS + 3 * (System.nanoTime() - start) / 1_000_000);
            } catch (InterruptedException e) {
                return;
            }
        } while (!over);
    }
}
