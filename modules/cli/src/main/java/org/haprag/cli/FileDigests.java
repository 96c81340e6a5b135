package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haprag.genotype.Sha256;

/** SHA-256 digests of files, computed one after the other in a background thread while the work goes on. */
final class FileDigests implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread t = new Thread(work, "digests");
        t.setDaemon(true);
        return t;
    });

    /** Begins to read a file. {@link #join} gives its digest; null of a pipe, which can be read only once. */
    Future<String> begin(Path file) {
        if (!Files.isRegularFile(file)) return CompletableFuture.completedFuture(null);
        return thread.submit(() -> Sha256.of(file));
    }

    /** Waits for a digest. */
    static String join(Future<String> digest) throws IOException {
        try {
            return digest.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a digest was computed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) throw io;
            throw new IllegalStateException("digest failed", e.getCause());
        }
    }

    /** Abandons what is not finished. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
