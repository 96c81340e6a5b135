package org.haprag.evaluation.input;

import java.util.List;
import org.haprag.io.FlawedRecords;
import org.haprag.io.VariantSource;

/**
 * The alleles of a file, one position after another, decoded a little ahead in another thread.
 *
 * @param <A> what is read of each allele
 */
public final class PositionStream<A extends ScoredAllele> implements AutoCloseable {
    private final DecodeAhead<A> ahead;
    private final ContigOrder order;
    private final String name;
    private final ExclusionLog exclusions;
    private DecodeAhead.Block<A> block;
    private int index;

    PositionStream(
            String name, VariantSource source, RecordDecoder<A> decoder, ContigOrder order, ExclusionLog exclusions) {
        this.name = name;
        this.order = order;
        this.exclusions = exclusions;
        this.ahead = new DecodeAhead<>(name, source, decoder, order);
    }

    /** Moves to the first position. */
    void start() {
        block = ahead.take();
        logDropped();
    }

    /** How this file is called in tables. */
    public String name() {
        return name;
    }

    /** Records that were left out because they cannot be used. Ask at the end. */
    public FlawedRecords flawed() {
        return ahead.flawed();
    }

    /** Whether the stream stands at a position; false at its end. */
    public boolean there() {
        return block.count() > 0;
    }

    public String contig() {
        return block.position(index).contig();
    }

    /** Position in bp, 1-based. */
    public int pos() {
        return block.position(index).pos();
    }

    /** The distinct alleles at this position, good until {@link #advance}. */
    public List<A> alleles() {
        return block.position(index).alleles();
    }

    /** The allele here that another file speaks of, or null. */
    public A find(ScoredAllele wanted) {
        return block.position(index).find(wanted);
    }

    /** Below 0 where this stream stands before another one's position. */
    public int order(PositionStream<?> other) {
        return order.compare(contig(), pos(), other.contig(), other.pos());
    }

    /** Moves to the next position. */
    public void advance() {
        if (++index == block.count()) {
            ahead.release(block);
            block = ahead.take();
            index = 0;
        }
        logDropped();
    }

    private void logDropped() {
        if (!there()) return;
        for (DecodedPosition.Dropped d : block.position(index).dropped()) {
            exclusions.add(name, d.record(), d.alt(), d.why());
        }
    }

    @Override
    public void close() {
        ahead.close();
    }
}
