package org.haprag.genotype;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What was observed of the haplotypes of some samples, in the panel's terms: the typed panel sites and, at each, an allele
 * code (0 REF, i the panel's i-th ALT, -1 missing), whether its phase is known, and, where calls are uncertain, weights of
 * the alleles. This is all that retrieval and the model may see of a target.
 */
public final class TypedHaplotypes implements Serializable {
    private final int[] panelSites;
    private final Haplotypes haplotypes;
    private final byte[][] alleles;
    private final Phasing phasing;

    /** One a haplotype; empty where the alleles are all that is known. */
    private final List<AlleleWeights> weights;

    /** As below, of diploid samples whose phase is known. */
    public TypedHaplotypes(int[] panelSites, byte[][] alleles) {
        this(panelSites, Haplotypes.diploid(alleles.length / 2), alleles, Phasing.known());
    }

    /**
     * @param panelSites strictly increasing panel site indices
     * @param alleles (haplotypes, typed sites) allele codes; not copied
     * @param phasing by typed site and sample
     */
    public TypedHaplotypes(int[] panelSites, Haplotypes haplotypes, byte[][] alleles, Phasing phasing) {
        this(panelSites, haplotypes, alleles, phasing, List.of());
        for (int t = 1; t < panelSites.length; t++) {
            if (panelSites[t] <= panelSites[t - 1]) {
                throw new IllegalArgumentException("typed sites must increase, found " + panelSites[t - 1] + " then "
                        + panelSites[t] + " at index " + t);
            }
        }
        if (alleles.length != haplotypes.count()) {
            throw new IllegalArgumentException(haplotypes + ", but alleles of " + alleles.length);
        }
        for (byte[] row : alleles) {
            if (row.length != panelSites.length) {
                throw new IllegalArgumentException(
                        panelSites.length + " typed sites, but a haplotype with " + row.length + " alleles");
            }
        }
        if (!phasing.fits(panelSites.length, haplotypes.sampleCount())) {
            throw new IllegalArgumentException("the phasing is not that of " + panelSites.length + " typed sites and "
                    + haplotypes.sampleCount() + " samples");
        }
    }

    /**
     * Samples of a panel as targets whose phase is known: what they carry at some sites.
     *
     * @param samples of the panel
     * @param sites of the panel, strictly increasing; not copied
     */
    public static TypedHaplotypes of(HaplotypePanel panel, int[] samples, int[] sites) {
        int[] haps = panel.haplotypes().indices(samples);
        byte[][] alleles = new byte[haps.length][sites.length];
        for (int h = 0; h < haps.length; h++) {
            for (int t = 0; t < sites.length; t++) alleles[h][t] = (byte) panel.allele(sites[t], haps[h]);
        }
        return new TypedHaplotypes(sites, panel.haplotypes().subset(samples), alleles, Phasing.known());
    }

    private TypedHaplotypes(
            int[] panelSites, Haplotypes haplotypes, byte[][] alleles, Phasing phasing, List<AlleleWeights> weights) {
        this.panelSites = panelSites;
        this.haplotypes = haplotypes;
        this.alleles = alleles;
        this.phasing = phasing;
        this.weights = weights;
    }

    /**
     * The same haplotypes with weights of their alleles, which the copying model then goes by; the allele codes stay the best
     * guess, missing where there is none, for all that needs calls.
     *
     * @param ofHaplotype one a haplotype
     */
    public TypedHaplotypes withWeights(List<AlleleWeights> ofHaplotype) {
        if (ofHaplotype.size() != haplotypes.count()) {
            throw new IllegalArgumentException(haplotypes + ", but weights of " + ofHaplotype.size());
        }
        return new TypedHaplotypes(panelSites, haplotypes, alleles, phasing, List.copyOf(ofHaplotype));
    }

    /** Which haplotypes belong to which sample. */
    public Haplotypes haplotypes() {
        return haplotypes;
    }

    public int haplotypeCount() {
        return haplotypes.count();
    }

    /** T, the number of typed sites. */
    public int typedCount() {
        return panelSites.length;
    }

    /** The panel site of a typed site. */
    public int panelSite(int typed) {
        return panelSites[typed];
    }

    /** All typed panel sites, increasing. A copy. */
    public int[] panelSites() {
        return panelSites.clone();
    }

    public byte allele(int hap, int typed) {
        return alleles[hap][typed];
    }

    /** The observed alleles of one haplotype, one a typed site. Not copied: do not write to it. */
    public byte[] row(int hap) {
        return alleles[hap];
    }

    /** What was observed of one haplotype as weights: of the called alleles unless it has {@link #withWeights others}. */
    public AlleleWeights weights(int hap) {
        if (!weights.isEmpty()) return weights.get(hap);
        byte[] called = alleles[hap];
        return (typed, allele) -> called[typed] < 0 || called[typed] == allele ? 1 : 0;
    }

    /**
     * Whether it is known which of a sample's alleles lies on which of its haplotypes. Of haploid samples, homozygotes and
     * genotypes that are missing as a whole it always is. Of a sample with several phase sets it is not, in none of them.
     */
    public boolean phaseKnown(int sample, int typed) {
        return phasing.known(typed, sample)
                || alleles[haplotypes.first(sample)][typed] == alleles[haplotypes.end(sample) - 1][typed];
    }

    /** The phase set of a sample's genotype: what {@link Phasing#set} tells. */
    public int phaseSet(int sample, int typed) {
        return phasing.set(typed, sample);
    }

    /** Whether the phase of all of a sample's genotypes is known. */
    public boolean phaseKnown(int sample) {
        for (int t = 0; t < panelSites.length; t++) if (!phaseKnown(sample, t)) return false;
        return true;
    }

    /** The same with the phase of all genotypes unknown. */
    public TypedHaplotypes withoutPhase() {
        return withoutPhase(sample -> true);
    }

    /** The same with the phase of all genotypes of some samples unknown. @param whose asked once a sample, in their order */
    public TypedHaplotypes withoutPhase(IntPredicate whose) {
        Phasing without = phasing.without(panelSites.length, haplotypes.sampleCount(), whose);
        return new TypedHaplotypes(panelSites, haplotypes, alleles, without, weights);
    }

    /** What was observed in the panel sites [fromSite, toSite), which are then counted from {@code fromSite}. */
    public TypedHaplotypes slice(int fromSite, int toSite) {
        int[] kept = IntStream.range(firstTyped(fromSite), firstTyped(toSite)).toArray();
        return at(kept, Arrays.stream(kept).map(t -> panelSites[t] - fromSite).toArray());
    }

    /**
     * What was observed at some of the typed sites.
     *
     * @param kept increasing indices of typed sites
     * @param newPanelSites the panel sites that these are from now on, strictly increasing
     */
    public TypedHaplotypes at(int[] kept, int[] newPanelSites) {
        byte[][] part = new byte[alleles.length][kept.length];
        for (int h = 0; h < part.length; h++) for (int i = 0; i < kept.length; i++) part[h][i] = alleles[h][kept[i]];
        TypedHaplotypes out = new TypedHaplotypes(newPanelSites, haplotypes, part, phasing.sites(kept));
        if (weights.isEmpty()) return out;
        return out.withWeights(weights.stream()
                .map(w -> (AlleleWeights) (typed, allele) -> w.of(kept[typed], allele))
                .toList());
    }

    /** What was observed of the samples [fromSample, toSample), at the same typed sites. */
    public TypedHaplotypes samples(int fromSample, int toSample) {
        int from = haplotypes.first(fromSample);
        int to = haplotypes.first(toSample);
        return new TypedHaplotypes(
                panelSites,
                haplotypes.samples(fromSample, toSample),
                Arrays.copyOfRange(alleles, from, to),
                phasing.samples(fromSample, toSample),
                weights.isEmpty() ? weights : weights.subList(from, to));
    }

    /** What was observed of the given samples, in their order, at the same typed sites. */
    public TypedHaplotypes samples(int[] kept) {
        int[] rows = haplotypes.indices(kept);
        byte[][] part = Arrays.stream(rows).mapToObj(h -> alleles[h]).toArray(byte[][]::new);
        List<AlleleWeights> ofThem = weights.isEmpty()
                ? weights
                : Arrays.stream(rows).mapToObj(weights::get).toList();
        return new TypedHaplotypes(panelSites, haplotypes.subset(kept), part, phasing.samples(kept), ofThem);
    }

    /** How many typed sites lie in the panel sites [fromSite, toSite). */
    public int typedCount(int fromSite, int toSite) {
        return firstTyped(toSite) - firstTyped(fromSite);
    }

    private int firstTyped(int panelSite) {
        int at = Arrays.binarySearch(panelSites, panelSite);
        return at < 0 ? -at - 1 : at;
    }

    /** The same without sites at which every allele is missing: a site that nobody has a call for was not typed. */
    public TypedHaplotypes withoutUncalled() {
        int[] kept = IntStream.range(0, panelSites.length).filter(this::anyCall).toArray();
        if (kept.length == panelSites.length) return this;
        return at(kept, Arrays.stream(kept).map(t -> panelSites[t]).toArray());
    }

    private boolean anyCall(int typed) {
        for (byte[] row : alleles) if (row[typed] >= 0) return true;
        for (AlleleWeights w : weights) if (w.of(typed, 0) != w.of(typed, 1)) return true;
        return false;
    }
}
