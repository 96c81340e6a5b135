package org.haprag.evaluation.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.io.RecordFlaw;

/** Positions of lanes with different samples, read in step: an allele has the samples of all. Of those whose lane lacks it, nothing is known. */
final class MergedPositions<A extends ScoredAllele & Mergeable<A>> extends Positions<A> {
    /**
     * Some of the samples.
     *
     * @param stream of them
     * @param samples their places among all
     */
    record Share<A extends ScoredAllele>(PositionStream<A> stream, int[] samples) {}

    private final Samples samples;
    private final List<Share<A>> shares;
    private final Supplier<A> empty;
    private final boolean overlapping;
    /** (samples) the share that each was found in, at this position; -1 none. */
    private final int[] owner;

    private final List<A> pool = new ArrayList<>(1);
    private final List<A> alleles = new ArrayList<>(1);
    private final List<DecodedPosition.Dropped> dropped = new ArrayList<>(0);
    private PositionStream<A> least;
    private long lacking;

    /** @param samples all that the shares have @param empty makes an allele of all samples */
    MergedPositions(
            String name,
            Samples samples,
            List<Share<A>> shares,
            Supplier<A> empty,
            ContigOrder order,
            ExclusionLog exclusions) {
        super(name, order, exclusions);
        this.samples = samples;
        this.shares = List.copyOf(shares);
        this.empty = empty;
        this.owner = new int[samples.count()];
        this.overlapping = shares.stream().mapToInt(s -> s.samples.length).sum() > samples.count();
    }

    @Override
    void begin() {
        for (Share<A> share : shares) share.stream.begin();
        merge();
    }

    @Override
    void move() {
        PositionStream<A> here = least;
        List<PositionStream<A>> standing = new ArrayList<>(shares.size());
        for (Share<A> share : shares) if (standsAt(here, share.stream)) standing.add(share.stream);
        for (PositionStream<A> stream : standing) stream.move();
        merge();
    }

    private static boolean standsAt(Positions<?> here, Positions<?> stream) {
        return stream.there() && stream.order(here) == 0;
    }

    /** Puts together what stands at the first position of all. */
    private void merge() {
        least = null;
        for (Share<A> share : shares) {
            if (share.stream.there() && (least == null || share.stream.order(least) < 0)) least = share.stream;
        }
        alleles.clear();
        dropped.clear();
        if (least == null) return;
        if (overlapping) Arrays.fill(owner, -1);
        long known = 0;
        for (int i = 0; i < shares.size(); i++) {
            Share<A> share = shares.get(i);
            if (!standsAt(least, share.stream)) continue;
            if (overlapping) own(i);
            for (A allele : share.stream.alleles()) merged(allele).take(allele, share.samples);
            known += (long) share.stream.alleles().size() * share.samples.length;
            drop(share.stream.dropped());
        }
        lacking += (long) alleles.size() * samples.count() - known;
    }

    private A merged(A allele) {
        A known = find(allele);
        if (known != null) return known;
        if (pool.size() == alleles.size()) pool.add(empty.get());
        A merged = pool.get(alleles.size());
        merged.identify(allele.site(), allele.altIndex());
        merged.clear();
        alleles.add(merged);
        return merged;
    }

    /** A record that is in all lanes is dropped once. */
    private void drop(List<DecodedPosition.Dropped> more) {
        List<DecodedPosition.Dropped> known = new ArrayList<>(dropped);
        for (DecodedPosition.Dropped d : more) if (!known.remove(d)) dropped.add(d);
    }

    private void own(int share) {
        for (int s : shares.get(share).samples) {
            if (owner[s] >= 0) {
                throw new InputException(
                        shares.get(share).stream.path() + ", " + least.contig() + ":" + least.pos(),
                        "two parts of " + name() + " have sample " + samples.name(s) + " at one position",
                        "another one, " + shares.get(owner[s]).stream.path(),
                        "each site of a sample in one part",
                        "leave one of the files out, cut them (bcftools view -S or -t), or give them two names to compare them");
            }
            owner[s] = share;
        }
    }

    @Override
    public boolean there() {
        return least != null;
    }

    @Override
    public String contig() {
        return least.contig();
    }

    @Override
    public int pos() {
        return least.pos();
    }

    @Override
    public List<A> alleles() {
        return alleles;
    }

    @Override
    List<DecodedPosition.Dropped> dropped() {
        return dropped;
    }

    @Override
    public long lacking() {
        return lacking;
    }

    /** Of all lanes. */
    @Override
    public Map<RecordFlaw, Integer> flaws() {
        Map<RecordFlaw, Integer> all = new EnumMap<>(RecordFlaw.class);
        for (Share<A> share : shares) share.stream.flaws().forEach((flaw, n) -> all.merge(flaw, n, Integer::sum));
        return all;
    }
}
