package org.haprag.evaluation.input;

import java.util.List;
import java.util.Map;
import org.haprag.io.RecordFlaw;

/**
 * The alleles of truth, panel or an imputed file, one position after another, whatever files they lie in.
 *
 * @param <A> what is read of each allele
 */
public abstract class Positions<A extends ScoredAllele> {
    private final String name;
    private final ContigOrder order;
    private final ExclusionLog exclusions;

    Positions(String name, ContigOrder order, ExclusionLog exclusions) {
        this.name = name;
        this.order = order;
        this.exclusions = exclusions;
    }

    /** How this is called in tables. */
    public String name() {
        return name;
    }

    ContigOrder contigOrder() {
        return order;
    }

    /** Whether there is a position; false at the end. */
    public abstract boolean there();

    public abstract String contig();

    /** Position in bp, 1-based. */
    public abstract int pos();

    /** The distinct alleles at this position, good until {@link #advance}. */
    public abstract List<A> alleles();

    /** The allele here that another file speaks of, or null. */
    public A find(ScoredAllele wanted) {
        for (A allele : alleles()) if (allele.sameAllele(wanted)) return allele;
        return null;
    }

    /** Below 0 where this stands before another one's position. */
    public int order(Positions<?> other) {
        return order.compare(contig(), pos(), other.contig(), other.pos());
    }

    /** How many records were left out because they cannot be used. Ask at the end. */
    public abstract Map<RecordFlaw, Integer> flaws();

    /** How many (allele, sample) so far are in no part, while another part has the allele for other samples. */
    public long lacking() {
        return 0;
    }

    /** What of this position cannot be scored. */
    abstract List<DecodedPosition.Dropped> dropped();

    /** Moves to the first position. */
    abstract void begin();

    /** Moves to the next position. */
    abstract void move();

    /** Moves to the first position and logs what of it is left out. */
    void start() {
        begin();
        logDropped();
    }

    /** Moves to the next position. */
    public void advance() {
        move();
        logDropped();
    }

    private void logDropped() {
        if (!there()) return;
        for (DecodedPosition.Dropped d : dropped()) exclusions.add(name, d.record(), d.alt(), d.why());
    }
}
