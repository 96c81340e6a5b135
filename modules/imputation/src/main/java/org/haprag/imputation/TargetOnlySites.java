package org.haprag.imputation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedSite;

/** Target sites that the panel lacks, to be written among the panel's as they were observed. Sites without ALT are left out. */
public final class TargetOnlySites implements Serializable {
    private final List<Site> sites;
    private final Haplotypes haplotypes;
    private final byte[][] alleles;
    private final List<BitSet> unphased;
    private final int fromSite;
    private final int toSite;

    private TargetOnlySites(
            List<Site> sites,
            Haplotypes haplotypes,
            byte[][] alleles,
            List<BitSet> unphased,
            int fromSite,
            int toSite) {
        this.sites = sites;
        this.haplotypes = haplotypes;
        this.alleles = alleles;
        this.unphased = unphased;
        this.fromSite = fromSite;
        this.toSite = toSite;
    }

    /** None. */
    public static TargetOnlySites none() {
        return new TargetOnlySites(List.of(), Haplotypes.diploid(0), new byte[0][], List.of(), 0, 0);
    }

    /**
     * Those that an alignment found no panel site for, at a position or with these alleles.
     *
     * @param phase what becomes of phase that the targets' file tells; genotypes of unknown phase are put in the order of their
     *     allele codes
     * @param panelContig what the contig is called in the output
     * @param region what is written; empty for everything
     * @param fromSite the first panel site that is written
     * @param toSite after the last one
     */
    public static TargetOnlySites of(
            SiteAlignment alignment,
            TargetGenotypes targets,
            ImputeRequest.TargetPhase phase,
            String panelContig,
            Optional<Region> region,
            int fromSite,
            int toSite) {
        int[] kept = IntStream.range(0, alignment.targetSiteCount())
                .filter(t -> alignment.fate(t) == SiteAlignment.Fate.NOT_IN_PANEL
                        || alignment.fate(t) == SiteAlignment.Fate.ALLELES_DIFFER)
                .filter(t -> !targets.sites().get(t).alts().isEmpty())
                .filter(t -> Contigs.same(panelContig, targets.sites().get(t).contig()))
                .filter(t -> region.isEmpty()
                        || region.get()
                                .contains(panelContig, targets.sites().get(t).pos()))
                .boxed()
                .sorted(Comparator.comparingInt(t -> targets.sites().get(t).pos()))
                .mapToInt(Integer::intValue)
                .toArray();
        byte[][] alleles = new byte[kept.length][targets.haplotypes().count()];
        for (int i = 0; i < kept.length; i++) {
            for (int h = 0; h < alleles[i].length; h++) alleles[i][h] = targets.allele(kept[i], h);
        }
        List<BitSet> unphased = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) unphased.add(sorted(targets, kept[i], phase, alleles[i]));
        List<Site> sites = IntStream.of(kept)
                .mapToObj(targets.sites()::get)
                .map(s -> new Site(panelContig, s.pos(), s.id(), s.ref(), s.alts(), s.endBp()))
                .toList();
        return new TargetOnlySites(sites, targets.haplotypes(), alleles, unphased, fromSite, toSite);
    }

    /** Sorts genotypes of unknown phase. @return whose they are */
    private static BitSet sorted(
            TargetGenotypes targets, int targetSite, ImputeRequest.TargetPhase phase, byte[] alleles) {
        BitSet unphased = new BitSet();
        for (int s = 0; s < targets.samples().count(); s++) {
            int first = targets.haplotypes().first(s);
            int second = targets.haplotypes().end(s) - 1;
            if (alleles[first] == alleles[second]) continue;
            if (phase == ImputeRequest.TargetPhase.TRUSTED && targets.phaseKnown(targetSite, s)) continue;
            unphased.set(s);
            if (alleles[first] < alleles[second]) continue;
            byte larger = alleles[first];
            alleles[first] = alleles[second];
            alleles[second] = larger;
        }
        return unphased;
    }

    public int count() {
        return sites.size();
    }

    /** Those that a window writes: from its core's first panel site to the next core's, and beyond the outermost ones. */
    TargetOnlySites in(CmWindow window, HaplotypePanel panel) {
        if (sites.isEmpty()) return this;
        boolean first = window.coreFromSite() == fromSite;
        boolean last = window.coreToSite() == toSite;
        int from = first ? 0 : panel.site(window.coreFromSite()).pos();
        int to = last ? Integer.MAX_VALUE : panel.site(window.coreToSite()).pos();
        int at = 0;
        while (at < sites.size() && sites.get(at).pos() < from) at++;
        int end = at;
        while (end < sites.size() && sites.get(end).pos() < to) end++;
        return new TargetOnlySites(
                List.copyOf(sites.subList(at, end)),
                haplotypes,
                Arrays.copyOfRange(alleles, at, end),
                new ArrayList<>(unphased.subList(at, end)),
                window.coreFromSite(),
                window.coreToSite());
    }

    /** All of them, from the first on. */
    Cursor cursor() {
        return new Cursor();
    }

    /** The sites, one after the other. */
    final class Cursor {
        private final int end = sites.size();
        private int at;

        private Cursor() {}

        /** Writes the sites in front of a position. */
        void writeBefore(int pos, ImputedSink out) {
            for (; at < end && sites.get(at).pos() < pos; at++) write(out);
        }

        /** Writes all that are left. */
        void writeRest(ImputedSink out) {
            for (; at < end; at++) write(out);
        }

        private void write(ImputedSink out) {
            out.write(ImputedSite.targetOnly(sites.get(at), haplotypes, alleles[at], unphased.get(at)));
        }
    }
}
