package org.haprag.evaluation.input;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;
import org.haprag.io.FlawedRecords;
import org.haprag.io.VariantSource;

/**
 * Decodes a file in a thread of its own, a few blocks of positions ahead of who scores them. Memory is bounded by the
 * blocks, whatever the number of sites.
 */
final class DecodeAhead<A extends ScoredAllele> implements AutoCloseable {
    private static final int BLOCKS = 3;
    private static final int MAX_POSITIONS = 64;
    /** Samples times positions of a block, about. */
    private static final int BATCH_PAIRS = 1 << 14;

    /** Some positions in a row; the last block of a file is empty, or tells what went wrong. */
    static final class Block<A extends ScoredAllele> {
        private final List<DecodedPosition<A>> positions = new ArrayList<>();
        private int count;
        private Throwable failure;

        int count() {
            return count;
        }

        DecodedPosition<A> position(int i) {
            return positions.get(i);
        }
    }

    private final VariantSource source;
    private final RecordDecoder<A> decoder;
    private final ContigOrder order;
    private final int blockPositions;
    private final BlockingQueue<Block<A>> filled = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block<A>> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread;
    private String contig = "";
    private final FlawedRecords flawed = new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT);
    private Site next;

    DecodeAhead(String name, VariantSource source, RecordDecoder<A> decoder, ContigOrder order) {
        this.source = source;
        this.decoder = decoder;
        this.order = order;
        int samples = Math.max(1, source.samples().count());
        this.blockPositions = Math.max(1, Math.min(MAX_POSITIONS, BATCH_PAIRS / samples));
        for (int i = 0; i < BLOCKS; i++) free.add(new Block<>());
        thread = new Thread(this::run, "decode " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            next = nextSite();
            Block<A> block;
            do {
                block = free.take();
                block.count = 0;
                try {
                    while (next != null && block.count < blockPositions) decode(block);
                } catch (RuntimeException | Error e) {
                    block.failure = e; // thrown again where the file is scored
                    next = null;
                }
                filled.put(block);
            } while (block.count > 0 && block.failure == null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed early
        } catch (RuntimeException | Error e) {
            Block<A> last = new Block<>();
            last.failure = e;
            filled.add(last); // nothing was filled yet
        }
    }

    private void decode(Block<A> block) {
        checkOrder();
        if (block.positions.size() == block.count) block.positions.add(new DecodedPosition<>());
        DecodedPosition<A> position = block.positions.get(block.count);
        position.begin(next);
        while (next != null && position.holds(next)) {
            if (next.alts().isEmpty()) {
                position.drop(next, 0, Exclusion.MONOMORPHIC);
            } else {
                decoder.load();
                position.add(next, decoder);
            }
            next = nextSite();
        }
        block.count++;
    }

    /** Of the next record that can be used; null after the last. */
    private Site nextSite() {
        while (source.next()) if (flawed.usable(source)) return source.site();
        return null;
    }

    /** The records that were left out, as far as the file was read. */
    FlawedRecords flawed() {
        return flawed;
    }

    private void checkOrder() {
        if (!contig.isEmpty() && order.compare(contig, next.contig()) > 0) {
            throw new InputException(
                    source.where(),
                    "the contigs are in another order than in the truth",
                    next.contig() + " after " + contig,
                    "the order of the truth's header (without ##contig lines: 1, 2, ..., 22, X)",
                    "evaluate one contig at a time (--region), or sort the files alike: bcftools sort");
        }
        contig = next.contig();
    }

    /** The next block; empty at the end of the file. Positions before a failure come first. */
    Block<A> take() {
        try {
            Block<A> block = filled.take();
            if (block.count == 0 && block.failure != null) throw rethrown(block.failure);
            return block;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error e) throw e;
        return (RuntimeException) failure;
    }

    /** Hands a block back for reuse; throws what went wrong after its last position. */
    void release(Block<A> block) {
        if (block.failure != null) throw rethrown(block.failure);
        free.add(block);
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        source.close();
    }
}
