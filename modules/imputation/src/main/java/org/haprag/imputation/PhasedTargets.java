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

    private PhasedTargets(
            HaplotypePanel panel,
            Samples samples,
            List<PhasedWindow> windows,
            List<JoinedPhase> joined,
            TargetOnlySites.Cursor others) {
        this.panel = panel;
        this.samples = samples;
        this.windows = windows;
        this.joined = joined;
        this.others = others;
    }

    /**
     * Joins the windows of a contig.
     *
     * @param panel at the typed sites
     * @param windows in order; at least one
     * @param others sites of the targets alone, to be written among them
     */
    static PhasedTargets join(
            HaplotypePanel panel, Samples samples, List<PhasedWindow> windows, TargetOnlySites.Cursor others) {
        List<JoinedPhase> joined = IntStream.range(0, samples.count())
                .mapToObj(sample -> JoinedPhase.of(windows, sample))
                .toList();
        return new PhasedTargets(panel, samples, windows, joined, others);
    }

    public Samples samples() {
        return samples;
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
        for (int w = 0; w < windows.size(); w++) {
            for (int site = windows.get(w).extent().coreFromSite();
                    site < windows.get(w).extent().coreToSite();
                    site++) {
                others.writeBefore(panel.site(site).pos(), out);
                out.write(site(w, site));
            }
        }
        others.writeRest(out);
    }

    private ImputedSite site(int w, int typedSite) {
        PhasedWindow window = windows.get(w);
        Haplotypes haplotypes = window.haplotypes();
        byte[] alleles = new byte[haplotypes.count()];
        byte[] quality = new byte[samples.count()];
        BitSet filled = new BitSet();
        for (int s = 0; s < samples.count(); s++) {
            boolean exchanged = joined.get(s).exchanged(w, typedSite);
            for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) {
                alleles[h] = window.allele(exchanged ? haplotypes.other(h) : h, typedSite);
            }
            quality[s] = joined.get(s).quality(typedSite);
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
                .withPhase(new ImputedSite.PhaseCalls(quality, filled));
    }
}
