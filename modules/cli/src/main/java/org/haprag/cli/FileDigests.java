package org.haprag.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** SHA-256 digests of files, computed one after the other in a background thread while the work goes on. */
final class FileDigests implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread t = new Thread(work, "digests");
        t.setDaemon(true);
        return t;
    });

    /** Begins to read a file. {@link #join} gives its digest. */
    Future<String> begin(Path file) {
        return thread.submit(() -> sha256(file));
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

    /** The lower-case hexadecimal SHA-256 of a file's bytes. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            while (in.read(buffer) >= 0) {
                if (Thread.currentThread().isInterrupted()) throw new IOException("digest of " + file + " abandoned");
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Abandons what is not finished. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
