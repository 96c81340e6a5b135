package org.haprag.io;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few things that are done at once before the real work: reading files, loading what trains. */
public final class Background implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread t = new Thread(work, "haprag-background");
        t.setDaemon(true);
        return t;
    });

    /** Begins a task in a thread of its own. */
    public <T> Future<T> begin(Callable<T> task) {
        return threads.submit(task);
    }

    /** Waits for a task; what it failed with is thrown as it was. */
    public static <T> T join(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a background task", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            if (e.getCause() instanceof IOException cause) throw cause;
            throw new IllegalStateException("a background task failed", e.getCause());
        }
    }

    /** Abandons what is not finished. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
