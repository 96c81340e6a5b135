package org.haprag.evaluation.input;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.Site;

/** The alleles of one position, and what of it cannot be scored. Reused. */
final class DecodedPosition<A extends ScoredAllele> {
    /** An allele that is left out. */
    record Dropped(Site record, int alt, Exclusion why) {}

    private final List<A> pool = new ArrayList<>(1);
    private final List<A> alleles = new ArrayList<>(1);
    private final List<Dropped> dropped = new ArrayList<>(0);
    private String contig = "";
    private int pos;

    void begin(Site first) {
        contig = first.contig();
        pos = first.pos();
        alleles.clear();
        dropped.clear();
    }

    /** Whether a record belongs here. */
    boolean holds(Site record) {
        return record.pos() == pos && record.contig().equals(contig);
    }

    /** Adds the alleles of the decoder's current record. */
    void add(Site record, RecordDecoder<A> decoder) {
        for (int alt = 0; alt < record.alts().size(); alt++) {
            if (pool.size() == alleles.size()) pool.add(decoder.create());
            A allele = pool.get(alleles.size());
            allele.identify(record, alt);
            if (find(allele) != null) {
                drop(record, alt, Exclusion.DUPLICATE);
                continue;
            }
            decoder.fill(allele);
            alleles.add(allele);
        }
    }

    void drop(Site record, int alt, Exclusion why) {
        dropped.add(new Dropped(record, alt, why));
    }

    A find(ScoredAllele wanted) {
        for (A allele : alleles) if (allele.sameAllele(wanted)) return allele;
        return null;
    }

    String contig() {
        return contig;
    }

    int pos() {
        return pos;
    }

    List<A> alleles() {
        return alleles;
    }

    List<Dropped> dropped() {
        return dropped;
    }
}
