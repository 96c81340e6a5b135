package org.haprag.evaluation.input;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.io.RecordFlaw;

/** Positions of the files of a lane, one file after another, decoded a little ahead in another thread. */
final class PositionStream<A extends ScoredAllele> extends Positions<A> implements AutoCloseable {
    /** Opens a part. */
    @FunctionalInterface
    interface Opening<A extends ScoredAllele> {
        DecodeAhead<A> open(Path part);
    }

    private final List<Part> parts;
    private final Opening<A> opening;
    private final Map<RecordFlaw, Integer> flaws = new EnumMap<>(RecordFlaw.class);
    private int part;
    private DecodeAhead<A> ahead;
    private DecodeAhead.Block<A> block;
    private int index;

    PositionStream(String name, Lane lane, Opening<A> opening, ContigOrder order, ExclusionLog exclusions) {
        super(name, order, exclusions);
        this.parts = lane.parts();
        this.opening = opening;
        this.ahead = opening.open(path());
    }

    /** The file that is read. */
    Path path() {
        return parts.get(part).path();
    }

    @Override
    void begin() {
        block = ahead.take();
        index = 0;
        if (!there()) nextPart("", 0);
    }

    @Override
    public Map<RecordFlaw, Integer> flaws() {
        Map<RecordFlaw, Integer> all = new EnumMap<>(flaws);
        ahead.flawed().counts().forEach((flaw, n) -> all.merge(flaw, n, Integer::sum));
        return all;
    }

    @Override
    public boolean there() {
        return block.count() > 0;
    }

    @Override
    public String contig() {
        return block.position(index).contig();
    }

    @Override
    public int pos() {
        return block.position(index).pos();
    }

    @Override
    public List<A> alleles() {
        return block.position(index).alleles();
    }

    @Override
    List<DecodedPosition.Dropped> dropped() {
        return block.position(index).dropped();
    }

    @Override
    void move() {
        if (index + 1 < block.count()) {
            index++;
            return;
        }
        String lastContig = contig();
        int lastPos = pos();
        ahead.release(block);
        block = ahead.take();
        index = 0;
        if (!there()) nextPart(lastContig, lastPos);
    }

    /** At the end of a part. @param lastContig of the last position, empty if there was none */
    private void nextPart(String lastContig, int lastPos) {
        while (!there() && part + 1 < parts.size()) {
            flaws.putAll(flaws());
            ahead.close();
            part++;
            ahead = opening.open(path());
            block = ahead.take();
            if (!there() || lastContig.isEmpty()) continue;
            if (contigOrder().compare(contig(), pos(), lastContig, lastPos) > 0) continue;
            throw new InputException(
                    path() + ", " + contig() + ":" + pos(),
                    "two parts of " + name() + " overlap: they have the same samples",
                    "another one, " + parts.get(part - 1).path() + ", reaches to " + lastContig + ":" + lastPos,
                    "each site of a sample in one part",
                    "leave one of the files out, cut them (bcftools view -t), or give them two names to compare them");
        }
    }

    @Override
    public void close() {
        ahead.close();
    }
}
