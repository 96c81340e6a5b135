package org.haprag.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work that several threads do and whose results are taken in the order in which it was submitted, by the thread that submits.
 * A few pieces wait at most, so that memory is bounded.
 *
 * @param <W> what a thread has at hand
 * @param <R> a result
 */
final class OrderedWorkers<W, R> implements AutoCloseable {
    private final ExecutorService threads;
    private final int mostPending;
    private final Consumer<R> results;
    private final Consumer<W> end;
    private final Deque<Future<R>> pending = new ArrayDeque<>();
    private final List<W> made = Collections.synchronizedList(new ArrayList<>());
    private final ThreadLocal<W> mine;

    /**
     * @param name of the threads
     * @param count how many threads, at least 1
     * @param workplace makes what a thread has at hand
     * @param end frees it
     * @param results takes each result
     */
    OrderedWorkers(String name, int count, Supplier<W> workplace, Consumer<W> end, Consumer<R> results) {
        if (count < 1) throw new IllegalArgumentException("threads must be >= 1, found " + count);
        this.mostPending = 2 * count;
        this.results = results;
        this.end = end;
        this.mine = ThreadLocal.withInitial(() -> {
            W fresh = workplace.get();
            made.add(fresh);
            return fresh;
        });
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Hands work over, which runs in a thread and must not depend on anything the caller changes. */
    void submit(Function<W, R> work) {
        if (pending.size() == mostPending) takeOldest();
        pending.add(threads.submit(() -> work.apply(mine.get())));
    }

    /** Waits for all that was submitted. */
    void finish() {
        while (!pending.isEmpty()) takeOldest();
    }

    private void takeOldest() {
        try {
            results.accept(pending.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the threads; results that were not taken are lost. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (threads.awaitTermination(1, TimeUnit.MINUTES)) made.forEach(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
