package org.haprag.training;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.PhaseDoubt;
import org.haprag.model.SiteBatch;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.RetrievedSample;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;

/**
 * Some panel samples as pseudo-targets at one set of typed sites. One mask decides what retrieval, the tokens and the loss
 * may see; each pseudo-target is excluded from all that it is told of the panel. The network learns from pairs: a haploid
 * sample is one of its haplotype with itself, as it is where a diploid's two are the same.
 */
final class Episode {
    private final TypedPanel panel;
    private final int[] samples;
    private final LocalClustering clustering;
    private final RetrievedSample[] retrieved;
    private final boolean[] typed;

    /** By pseudo-target and typed site: whether its haplotypes, as they were found, are the other way round in the panel. */
    private final boolean[][] exchanged;

    /**
     * As below, of phased and correctly typed pseudo-targets.
     *
     * @param samples panel samples that become pseudo-targets
     * @param typedSites panel sites that stay observed, increasing; all others are hidden
     */
    Episode(TrainingRegion region, Retriever retriever, int[] samples, int[] typedSites) {
        this(region, retriever, samples, typedSites, new Variety(0, 0, 0, 0, 0), new SplittableRandom(0));
    }

    /** @param variety whose phases are taken away, and how many alleles are observed wrongly */
    Episode(
            TrainingRegion region,
            Retriever retriever,
            int[] samples,
            int[] typedSites,
            Variety variety,
            SplittableRandom random) {
        this.samples = samples;
        this.panel = new TypedPanel(region.panel(), region.panelByHaplotype(), region.siteCm(), typedSites);
        TypedHaplotypes targets = observed(region.panel(), samples, typedSites, variety, random);
        Exclusions themselves = Exclusions.ofThemselves(samples);
        this.clustering = LocalClustering.of(panel, themselves);
        this.typed = new boolean[region.panel().siteCount()];
        for (int site : typedSites) typed[site] = true;
        Retriever.Query query = retriever.open(panel, targets, themselves);
        retrieved = new RetrievedSample[samples.length];
        exchanged = new boolean[samples.length][];
        IntStream.range(0, samples.length).parallel().forEach(i -> {
            retrieved[i] = query.retrieveSample(i, false);
            exchanged[i] = exchanged(i);
        });
    }

    private static TypedHaplotypes observed(
            HaplotypePanel panel, int[] samples, int[] typedSites, Variety variety, SplittableRandom random) {
        int[] panelHaps = panel.haplotypes().indices(samples);
        Haplotypes haplotypes = panel.haplotypes().subset(samples);
        double errors = variety.genotypeErrors() * random.nextDouble();
        byte[][] alleles = new byte[panelHaps.length][typedSites.length];
        for (int h = 0; h < alleles.length; h++) {
            for (int t = 0; t < typedSites.length; t++) {
                int allele = panel.allele(typedSites[t], panelHaps[h]);
                if (errors > 0 && random.nextDouble() < errors) allele = allele == 0 ? 1 : 0;
                alleles[h][t] = (byte) allele;
            }
        }
        return new TypedHaplotypes(typedSites, haplotypes, alleles, Phasing.known())
                .withoutPhase(s -> haplotypes.ploidy(s) == 2 && random.nextDouble() < variety.unphased());
    }

    /** As {@link #exchanged}, of a pseudo-target: as at the nearest heterozygote that was phased. */
    private boolean[] exchanged(int index) {
        boolean[] out = new boolean[panel.typedCount()];
        if (retrieved[index].phase().isEmpty()) return out;
        TypedHaplotypes found = retrieved[index].observed();
        int last = -1;
        for (int t = 0; t < out.length; t++) {
            int a1 = found.allele(0, t);
            int a2 = found.allele(1, t);
            int true1 = panel.panel().allele(panel.panelSite(t), panelHapAsInPanel(index, 0));
            int true2 = panel.panel().allele(panel.panelSite(t), panelHapAsInPanel(index, 1));
            boolean straight = a1 == true1 && a2 == true2;
            boolean crossed = a1 == true2 && a2 == true1;
            if (straight == crossed) continue;
            for (int i = last + 1; i < t; i++) {
                boolean nearer =
                        last < 0 || panel.typedCm(t) - panel.typedCm(i) < panel.typedCm(i) - panel.typedCm(last);
                out[i] = nearer ? crossed : out[last];
            }
            out[t] = crossed;
            last = t;
        }
        for (int i = last + 1; i < out.length && last >= 0; i++) out[i] = out[last];
        return out;
    }

    TypedPanel panel() {
        return panel;
    }

    /** Those of all pseudo-targets. */
    Anchors anchors() {
        return retrieved(0, 0).anchors();
    }

    /** What was observed of a pseudo-target, alone. */
    TypedHaplotypes observed(int index) {
        return retrieved[index].observed();
    }

    int targetCount() {
        return samples.length;
    }

    /** A pseudo-target's haplotype 0 or 1 as {@link #observed} counts it; of a haploid one both are its one. */
    int hap(int index, int haplotype) {
        return ofSample(observed(index).haplotypes(), 0, haplotype);
    }

    /** What was retrieved for a pseudo-target's haplotype 0 or 1. */
    RetrievedHaplotype retrieved(int index, int haplotype) {
        return retrieved[index].haplotypes().get(hap(index, haplotype));
    }

    SiteBatch.Target target(int index) {
        return new SiteBatch.Target(
                panel,
                clustering.forTarget(index),
                List.of(retrieved(index, 0), retrieved(index, 1)),
                PhaseDoubt.of(retrieved[index]));
    }

    /** Whether a panel site is hidden from the pseudo-targets. */
    boolean hidden(int panelSite) {
        return !typed[panelSite];
    }

    /** The true allele of a pseudo-target: what a hidden site is judged against, and nothing else may ask for. */
    boolean trulyAlt(int index, int haplotype, int alleleRow) {
        return panel.panel().alleles().get(alleleRow, panelHap(index, haplotype, alleleRow));
    }

    /** The panel haplotype that a pseudo-target's haplotype 0 or 1 is at an allele row. */
    private int panelHap(int index, int haplotype, int alleleRow) {
        int interval = panel.intervalOfRow(alleleRow);
        boolean right = panel.rightShare(interval, panel.panel().siteOfRow(alleleRow)) > .5f;
        int typedSite = right ? panel.rightTyped(interval) : panel.leftTyped(interval);
        return panelHapAsInPanel(index, exchanged[index][typedSite] ? 1 - haplotype : haplotype);
    }

    private int panelHapAsInPanel(int index, int haplotype) {
        return ofSample(panel.panel().haplotypes(), samples[index], haplotype);
    }

    /** A sample's first or second haplotype; of a haploid sample both are its one. */
    private static int ofSample(Haplotypes haplotypes, int sample, int haplotype) {
        return Math.min(haplotypes.first(sample) + haplotype, haplotypes.end(sample) - 1);
    }

    /** Whether a pseudo-target's haplotype truly carries another ALT of the row's site. */
    boolean trulyOtherAlt(int index, int haplotype, int alleleRow) {
        HaplotypePanel haplotypes = panel.panel();
        int allele = haplotypes.allele(haplotypes.siteOfRow(alleleRow), panelHap(index, haplotype, alleleRow));
        return allele > 0 && !trulyAlt(index, haplotype, alleleRow);
    }
}
