package org.haprag.imputation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.io.ImputedGenotypes;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedSite;

/** Targets that were phased by {@link Phaser}: their alleles on their haplotypes at the typed sites, ready to be written. */
public final class PhasedTargets {
    /** A quality below which a heterozygote counts as uncertain: one chance in ten that its phase is wrong. */
    private static final int UNCERTAIN = 10;

    private final HaplotypePanel panel;
    private final Samples samples;
    private final List<PhasedWindow> windows;
    private final List<JoinedPhase> joined;
    private final TargetOnlySites.Cursor others;
    private final int setsBelow;

    private PhasedTargets(
            HaplotypePanel panel,
            Samples samples,
            List<PhasedWindow> windows,
            List<JoinedPhase> joined,
            TargetOnlySites.Cursor others,
            int setsBelow) {
        this.panel = panel;
        this.samples = samples;
        this.windows = windows;
        this.joined = joined;
        this.others = others;
        this.setsBelow = setsBelow;
    }

    /**
     * Joins the windows of a contig.
     *
     * @param panel at the typed sites
     * @param windows in order; at least one
     * @param others sites of the targets alone, to be written among them
     * @param setsBelow where PQ is below this a phase set begins
     */
    static PhasedTargets join(
            HaplotypePanel panel,
            Samples samples,
            List<PhasedWindow> windows,
            TargetOnlySites.Cursor others,
            int setsBelow) {
        List<JoinedPhase> joined = IntStream.range(0, samples.count())
                .mapToObj(sample -> JoinedPhase.of(windows, sample))
                .toList();
        return new PhasedTargets(panel, samples, windows, joined, others, setsBelow);
    }

    public Samples samples() {
        return samples;
    }

    Haplotypes haplotypes() {
        return windows.get(0).haplotypes();
    }

    /** The name of the contig, as in the panel. */
    public String contig() {
        return panel.site(0).contig();
    }

    /**
     * What was done.
     *
     * @param sites typed sites
     * @param heterozygotes whose phase was found
     * @param uncertain those of them with PQ below 10
     * @param filled genotypes that were missing, or half of them
     */
    public record Counts(int sites, long heterozygotes, long uncertain, long filled) {
        /** These and those of another contig. */
        Counts and(Counts other) {
            return new Counts(
                    sites + other.sites,
                    heterozygotes + other.heterozygotes,
                    uncertain + other.uncertain,
                    filled + other.filled);
        }
    }

    /** Counts what was done. */
    public Counts counts() {
        int sites = 0;
        long heterozygotes = 0;
        long uncertain = 0;
        long filled = 0;
        for (PhasedWindow window : windows) {
            sites += window.extent().coreSiteCount();
            for (int site = window.extent().coreFromSite();
                    site < window.extent().coreToSite();
                    site++) {
                for (int s = 0; s < samples.count(); s++) {
                    if (window.filled(s, site)) filled++;
                    byte quality = joined.get(s).quality(site);
                    if (quality == ImputedSite.PhaseCalls.NO_QUALITY) continue;
                    heterozygotes++;
                    if (quality < UNCERTAIN) uncertain++;
                }
            }
        }
        return new Counts(sites, heterozygotes, uncertain, filled);
    }

    /** Hands all sites over, once. */
    public void write(ImputedSink out) {
        int[] sets = new int[samples.count()];
        Arrays.fill(sets, ImputedSite.PhaseCalls.NO_SET);
        for (int w = 0; w < windows.size(); w++) {
            for (int site = windows.get(w).extent().coreFromSite();
                    site < windows.get(w).extent().coreToSite();
                    site++) {
                others.writeBefore(panel.site(site).pos(), out);
                out.write(site(w, site, sets));
            }
        }
        others.writeRest(out);
    }

    /** (haplotypes) the alleles at a typed site, in the contexts of the outermost windows too; REF beyond. */
    byte[] alleles(int typedSite) {
        int w = 0;
        while (w < windows.size() - 1 && windows.get(w).extent().coreToSite() <= typedSite) w++;
        return windows.get(w).contains(typedSite)
                ? alleles(w, typedSite)
                : new byte[haplotypes().count()];
    }

    private byte[] alleles(int w, int typedSite) {
        Haplotypes haplotypes = haplotypes();
        byte[] out = new byte[haplotypes.count()];
        for (int s = 0; s < samples.count(); s++) {
            boolean exchanged = joined.get(s).exchanged(w, typedSite);
            for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) {
                out[h] = windows.get(w).allele(exchanged ? haplotypes.other(h) : h, typedSite);
            }
        }
        return out;
    }

    /** @param sets the set of each sample's latest heterozygote; it becomes that of this site */
    private ImputedSite site(int w, int typedSite, int[] sets) {
        PhasedWindow window = windows.get(w);
        Haplotypes haplotypes = haplotypes();
        byte[] alleles = alleles(w, typedSite);
        byte[] quality = new byte[samples.count()];
        BitSet filled = new BitSet();
        int[] setsHere = new int[samples.count()];
        for (int s = 0; s < samples.count(); s++) {
            quality[s] = joined.get(s).quality(typedSite);
            if (alleles[haplotypes.first(s)] != alleles[haplotypes.end(s) - 1]) {
                sets[s] = set(sets[s], quality[s], panel.site(typedSite).pos());
                setsHere[s] = sets[s];
            }
            if (window.filled(s, typedSite)) filled.set(s);
        }
        Site site = panel.site(typedSite);
        int alts = site.alts().size();
        float[] alt = new float[alts * alleles.length];
        double[] frequencies = new double[alts];
        for (int h = 0; h < alleles.length; h++) {
            if (alleles[h] == 0) continue;
            alt[(alleles[h] - 1) * alleles.length + h] = 1;
            frequencies[alleles[h] - 1]++;
        }
        Arrays.setAll(frequencies, a -> frequencies[a] / alleles.length);
        ImputedGenotypes genotypes = ImputedGenotypes.independent(haplotypes, alt, alleles);
        return ImputedSite.typed(site, genotypes, frequencies, OptionalDouble.empty())
                .withPhase(new ImputedSite.PhaseCalls(quality, filled, setsHere));
    }

    /** The set that a heterozygote lies in: a number of its own for each, the first heterozygote's position but for repeated ones. */
    private int set(int before, byte quality, int pos) {
        boolean begins = before == ImputedSite.PhaseCalls.NO_SET
                || quality != ImputedSite.PhaseCalls.NO_QUALITY && quality < setsBelow;
        return begins ? Math.max(pos, before + 1) : before;
    }
}
