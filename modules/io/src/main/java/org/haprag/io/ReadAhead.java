package org.haprag.io;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Inflates a file in a thread of its own, a few blocks ahead of who scans it, so that inflating and scanning use two
 * cores. Memory is bounded by the blocks in the ring.
 */
final class ReadAhead implements AutoCloseable {
    /** Free bytes before the data of a block: the tail of the previous block is moved there. */
    static final int HEADROOM = 1 << 18;

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int BLOCKS = 4;

    private final CompressedInput input;
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread;

    /** Text of the file: bytes [{@link #HEADROOM}, HEADROOM + length). */
    static final class Block {
        final byte[] bytes;
        private int length;
        private long readBytes;
        private Throwable failure;

        Block(int capacity) {
            bytes = new byte[capacity];
        }

        int length() {
            return length;
        }

        /** Bytes of the compressed file consumed when this block was full. */
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
        Block block = null;
        try {
            for (int made = 0; ; ) {
                block = free.poll();
                if (block == null) block = made++ < BLOCKS ? new Block(HEADROOM + BLOCK_BYTES) : free.take();
                block.length = input.text().readNBytes(block.bytes, HEADROOM, BLOCK_BYTES);
                block.readBytes = input.readBytes();
                filled.put(block);
                if (block.length < BLOCK_BYTES) return;
            }
        } catch (InterruptedException e) {
            // closed before the end: nobody waits for the rest
        } catch (Throwable e) {
            fail(block == null ? new Block(HEADROOM) : block, e);
        }
    }

    private void fail(Block block, Throwable e) {
        block.length = 0;
        block.failure = e;
        filled.add(block);
    }

    /** The next block; one shorter than the others, perhaps empty, is the last. */
    Block take() {
        try {
            Block block = filled.take();
            Throwable failure = block.failure;
            if (failure == null) return block;
            filled.add(block); // asked again, it fails again
            if (failure instanceof Error error) throw error;
            throw CompressedInput.damaged(input.path(), (Exception) failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + input.path(), e);
        }
    }

    boolean isLast(Block block) {
        return block.length < BLOCK_BYTES;
    }

    /** Gives a block back to be filled again. */
    void release(Block block) {
        free.add(block);
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
