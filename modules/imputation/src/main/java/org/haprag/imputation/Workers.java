package org.haprag.imputation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The threads that impute: the same ones for a whole run. */
final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private int count;

    /** @param count how many, at least 1 */
    Workers(int count) {
        this.count = count;
        threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "haprag-impute");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Adds so many threads, or takes them away. */
    synchronized void add(int more) {
        count += more;
        if (more < 0) threads.setCorePoolSize(count);
        threads.setMaximumPoolSize(count);
        threads.setCorePoolSize(count);
    }

    synchronized int count() {
        return count;
    }

    <T> Future<T> begin(Callable<T> task) {
        return threads.submit(task);
    }

    /**
     * Does tasks and takes their results in the order of the tasks, in the thread that calls.
     *
     * @param ahead so many at most are begun whose results have not been taken, so that memory is bounded
     */
    <T> void inOrder(List<Supplier<T>> tasks, int ahead, Consumer<T> results) {
        Deque<Future<T>> begun = new ArrayDeque<>();
        for (Supplier<T> task : tasks) {
            if (begun.size() == ahead) results.accept(join(begun.remove()));
            begun.add(begin(task::get));
        }
        while (!begun.isEmpty()) results.accept(join(begun.remove()));
    }

    /** Begins a task whose parallel streams take as many threads as there are workers, instead of one for each processor. */
    <T> Future<T> spread(Callable<T> task) {
        ForkJoinPool pool = new ForkJoinPool(count());
        // The pool's own would throw a copy of what failed.
        FutureTask<T> once = new FutureTask<>(task) {
            @Override
            protected void done() {
                pool.shutdown();
            }
        };
        pool.execute(once);
        return once;
    }

    /** Does a task, in the thread that calls, while another goes on. If it fails, the other is waited for first. */
    static <T> T meanwhile(Future<?> other, Supplier<T> task) {
        try {
            return task.get();
        } catch (RuntimeException | Error e) {
            try {
                join(other);
            } catch (RuntimeException | Error after) {
                e.addSuppressed(after);
            }
            throw e;
        }
    }

    /** Does all tasks and waits for each of them; once one has failed no other is begun, and what it failed with is thrown. */
    void all(List<Runnable> tasks) {
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> running = new ArrayList<>(tasks.size());
        for (Runnable task : tasks) {
            running.add(threads.submit(() -> {
                if (failed.get()) return;
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    failed.set(true);
                    throw e;
                }
            }));
        }
        Throwable first = null;
        for (Future<?> task : running) {
            try {
                join(task);
            } catch (RuntimeException | Error e) {
                failed.set(true);
                if (first == null) first = e;
                else first.addSuppressed(e);
            }
        }
        if (first instanceof RuntimeException e) throw e;
        if (first instanceof Error e) throw e;
    }

    /** Waits for a task; what it failed with is thrown as it was. */
    static <T> T join(Future<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while imputing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the threads; what has not begun is dropped. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
