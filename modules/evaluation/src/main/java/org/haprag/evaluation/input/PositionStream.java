package org.haprag.evaluation.input;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;
import org.haprag.vcf.VcfScanner;

/**
 * The alleles of a file, one position after another. Holds one position in memory.
 *
 * @param <A> what is read of each allele
 */
public final class PositionStream<A extends ScoredAllele> implements AutoCloseable {
    private final VcfScanner vcf;
    private final RecordDecoder<A> decoder;
    private final ContigOrder order;
    private final String name;
    private final ExclusionLog exclusions;
    private final List<A> pool = new ArrayList<>();
    private final List<A> current = new ArrayList<>();
    private Site next;
    private String contig = "";
    private int pos;
    private boolean there;
    private int recordCount;

    PositionStream(String name, VcfScanner vcf, RecordDecoder<A> decoder, ContigOrder order, ExclusionLog exclusions) {
        this.name = name;
        this.vcf = vcf;
        this.decoder = decoder;
        this.order = order;
        this.exclusions = exclusions;
        this.next = vcf.next() ? vcf.site() : null;
        advance();
    }

    /** How this file is called in tables. */
    public String name() {
        return name;
    }

    /** Whether the stream stands at a position; false at its end. */
    public boolean there() {
        return there;
    }

    public String contig() {
        return contig;
    }

    /** Position in bp, 1-based. */
    public int pos() {
        return pos;
    }

    /** The distinct alleles at this position, good until {@link #advance}. */
    public List<A> alleles() {
        return current;
    }

    /** How many records were read so far. */
    public int recordCount() {
        return recordCount;
    }

    /** The allele here that another file speaks of, or null. */
    public A find(ScoredAllele wanted) {
        for (A allele : current) if (allele.sameAllele(wanted)) return allele;
        return null;
    }

    /** Below 0 where this stream stands before another one's position. */
    public int compareTo(PositionStream<?> other) {
        return order.compare(contig, pos, other.contig, other.pos);
    }

    /** Moves to the next position. */
    public void advance() {
        current.clear();
        there = next != null;
        if (!there) return;
        checkOrder();
        contig = next.contig();
        pos = next.pos();
        while (next != null && next.pos() == pos && next.contig().equals(contig)) {
            take(next);
            next = vcf.next() ? vcf.site() : null;
        }
    }

    private void take(Site record) {
        recordCount++;
        if (record.alts().isEmpty()) {
            exclusions.add(name, record, 0, Exclusion.MONOMORPHIC);
            return;
        }
        decoder.load(vcf);
        for (int alt = 0; alt < record.alts().size(); alt++) {
            if (pool.size() == current.size()) pool.add(decoder.create());
            A allele = pool.get(current.size());
            allele.identify(record, alt);
            if (find(allele) != null) {
                exclusions.add(name, record, alt, Exclusion.DUPLICATE);
                continue;
            }
            decoder.fill(allele);
            current.add(allele);
        }
    }

    private void checkOrder() {
        if (contig.isEmpty() || order.compare(contig, next.contig()) <= 0) return;
        throw new InputException(
                vcf.where(),
                "the contigs are in another order than in the truth",
                next.contig() + " after " + contig,
                "the order of the truth's header (without ##contig lines: 1, 2, ..., 22, X)",
                "evaluate one contig at a time (--region), or sort the files alike: bcftools sort");
    }

    @Override
    public void close() {
        vcf.close();
    }
}
