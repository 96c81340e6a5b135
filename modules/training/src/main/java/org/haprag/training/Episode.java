package org.haprag.training;

import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.SiteBatch;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;

/**
 * Some panel samples as pseudo-targets at one set of typed sites. One mask decides what retrieval, the tokens and the loss
 * may see; each pseudo-target is excluded from all that it is told of the panel. The network learns from pairs: a haploid
 * sample is one of its haplotype with itself, as it is where a diploid's two are the same.
 */
final class Episode {
    private final TypedPanel panel;
    private final TypedHaplotypes targets;
    private final int[] samples;
    private final LocalClustering clustering;
    private final RetrievedHaplotype[] retrieved;
    private final boolean[] typed;

    /**
     * @param samples panel samples that become pseudo-targets
     * @param typedSites panel sites that stay observed, increasing; all others are hidden
     */
    Episode(TrainingRegion region, Retriever retriever, int[] samples, int[] typedSites) {
        this.samples = samples;
        this.panel = new TypedPanel(region.panel(), region.panelByHaplotype(), region.siteCm(), typedSites);
        this.targets = observed(region.panel(), samples, typedSites);
        Exclusions themselves = Exclusions.ofThemselves(samples);
        this.clustering = LocalClustering.of(panel, themselves);
        this.typed = new boolean[region.panel().siteCount()];
        for (int site : typedSites) typed[site] = true;
        Retriever.Query query = retriever.open(panel, targets, themselves);
        retrieved = new RetrievedHaplotype[targets.haplotypeCount()];
        IntStream.range(0, retrieved.length).parallel().forEach(h -> retrieved[h] = query.retrieve(h));
    }

    private static TypedHaplotypes observed(HaplotypePanel panel, int[] samples, int[] typedSites) {
        int[] panelHaps = panel.haplotypes().indices(samples);
        byte[][] alleles = new byte[panelHaps.length][typedSites.length];
        for (int h = 0; h < alleles.length; h++) {
            for (int t = 0; t < typedSites.length; t++) {
                alleles[h][t] = (byte) panel.allele(typedSites[t], panelHaps[h]);
            }
        }
        return new TypedHaplotypes(typedSites, panel.haplotypes().subset(samples), alleles, Phasing.known());
    }

    TypedPanel panel() {
        return panel;
    }

    TypedHaplotypes targets() {
        return targets;
    }

    int targetCount() {
        return samples.length;
    }

    /** A pseudo-target's haplotype 0 or 1 as {@link #targets} count it; of a haploid one both are its one. */
    int hap(int index, int haplotype) {
        return ofSample(targets.haplotypes(), index, haplotype);
    }

    /** What was retrieved for a pseudo-target's haplotype 0 or 1. */
    RetrievedHaplotype retrieved(int index, int haplotype) {
        return retrieved[hap(index, haplotype)];
    }

    SiteBatch.Target target(int index) {
        return new SiteBatch.Target(
                panel, clustering.forTarget(index), List.of(retrieved(index, 0), retrieved(index, 1)));
    }

    /** Whether a panel site is hidden from the pseudo-targets. */
    boolean hidden(int panelSite) {
        return !typed[panelSite];
    }

    /** The true allele of a pseudo-target: what a hidden site is judged against, and nothing else may ask for. */
    boolean trulyAlt(int index, int haplotype, int alleleRow) {
        return panel.panel().alleles().get(alleleRow, panelHap(index, haplotype));
    }

    private int panelHap(int index, int haplotype) {
        return ofSample(panel.panel().haplotypes(), samples[index], haplotype);
    }

    /** A sample's first or second haplotype; of a haploid sample both are its one. */
    private static int ofSample(Haplotypes haplotypes, int sample, int haplotype) {
        return Math.min(haplotypes.first(sample) + haplotype, haplotypes.end(sample) - 1);
    }

    /** Whether a pseudo-target's haplotype truly carries another ALT of the row's site. */
    boolean trulyOtherAlt(int index, int haplotype, int alleleRow) {
        HaplotypePanel haplotypes = panel.panel();
        int allele = haplotypes.allele(haplotypes.siteOfRow(alleleRow), panelHap(index, haplotype));
        return allele > 0 && !trulyAlt(index, haplotype, alleleRow);
    }
}
