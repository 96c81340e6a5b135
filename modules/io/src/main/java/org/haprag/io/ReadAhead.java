package org.haprag.io;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Inflates a file in a thread of its own, a few chunks ahead of who scans it, so that inflating and scanning use two
 * cores. Memory is bounded by the chunks in the ring.
 */
final class ReadAhead implements AutoCloseable {
    /** Free bytes before the data of a chunk: the tail of the previous chunk is moved there. */
    static final int HEADROOM = 1 << 18;

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int CHUNKS = 4;

    private final CompressedInput input;
    private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread;

    /** Text of the file: bytes [{@link #HEADROOM}, HEADROOM + length). */
    static final class Chunk {
        final byte[] bytes;
        private int length;
        private long readBytes;
        private Throwable failure;

        Chunk(int capacity) {
            bytes = new byte[capacity];
        }

        int length() {
            return length;
        }

        /** Bytes of the compressed file consumed when this chunk was full. */
        long readBytes() {
            return readBytes;
        }
    }

    ReadAhead(CompressedInput input) {
        this.input = input;
        this.thread = new Thread(this::inflate, "inflate " + input.path().getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    private void inflate() {
        Chunk chunk = null;
        try {
            for (int made = 0; ; ) {
                chunk = free.poll();
                if (chunk == null) chunk = made++ < CHUNKS ? new Chunk(HEADROOM + CHUNK_BYTES) : free.take();
                chunk.length = input.text().readNBytes(chunk.bytes, HEADROOM, CHUNK_BYTES);
                chunk.readBytes = input.readBytes();
                filled.put(chunk);
                if (chunk.length < CHUNK_BYTES) return;
            }
        } catch (InterruptedException e) {
            // closed before the end: nobody waits for the rest
        } catch (Throwable e) {
            fail(chunk == null ? new Chunk(HEADROOM) : chunk, e);
        }
    }

    private void fail(Chunk chunk, Throwable e) {
        chunk.length = 0;
        chunk.failure = e;
        filled.add(chunk);
    }

    /** The next chunk; one shorter than the others, perhaps empty, is the last. */
    Chunk take() {
        try {
            Chunk chunk = filled.take();
            Throwable failure = chunk.failure;
            if (failure == null) return chunk;
            filled.add(chunk); // asked again, it fails again
            if (failure instanceof Error error) throw error;
            throw CompressedInput.damaged(input.path(), (Exception) failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + input.path(), e);
        }
    }

    boolean isLast(Chunk chunk) {
        return chunk.length < CHUNK_BYTES;
    }

    /** Gives a chunk back to be filled again. */
    void release(Chunk chunk) {
        free.add(chunk);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
            input.text().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw CompressedInput.damaged(input.path(), e);
        }
    }
}
