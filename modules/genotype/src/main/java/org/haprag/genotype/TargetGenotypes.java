package org.haprag.genotype;

import java.util.List;

/**
 * Genotypes of target samples at the sites of their VCF, in one stretch of a contig: their ploidy does not change.
 *
 * <p>Allele codes are those of the target's own records (0 REF, i the i-th ALT), or {@link #MISSING}.
 */
public final class TargetGenotypes {
    /** The code of an allele that was not called. */
    public static final byte MISSING = -1;

    private final Samples samples;
    private final Haplotypes haplotypes;
    private final List<Site> sites;
    private final byte[][] alleles;
    private final Phasing phasing;

    /** As below, of diploid samples whose phase is known. */
    public TargetGenotypes(Samples samples, List<Site> sites, byte[][] alleles) {
        this(samples, Haplotypes.diploid(samples.count()), sites, alleles, Phasing.known());
    }

    /**
     * @param alleles (target sites, haplotypes) allele codes; not copied
     * @param phasing by target site and sample
     */
    public TargetGenotypes(
            Samples samples, Haplotypes haplotypes, List<Site> sites, byte[][] alleles, Phasing phasing) {
        if (samples.count() != haplotypes.sampleCount()) {
            throw new IllegalArgumentException(samples + ", but haplotypes of " + haplotypes.sampleCount());
        }
        if (alleles.length != sites.size()) {
            throw new IllegalArgumentException(sites.size() + " sites, but " + alleles.length + " rows of alleles");
        }
        for (byte[] row : alleles) {
            if (row.length != haplotypes.count()) {
                throw new IllegalArgumentException(
                        haplotypes.count() + " haplotypes, but a row of " + row.length + " alleles");
            }
        }
        if (!phasing.fits(sites.size(), samples.count())) {
            throw new IllegalArgumentException("the phasing is not that of " + sites.size() + " sites and " + samples);
        }
        this.samples = samples;
        this.haplotypes = haplotypes;
        this.sites = List.copyOf(sites);
        this.alleles = alleles;
        this.phasing = phasing;
    }

    /** The same calls, at sites of other names. */
    public TargetGenotypes withSites(List<Site> others) {
        return new TargetGenotypes(samples, haplotypes, others, alleles, phasing);
    }

    public Samples samples() {
        return samples;
    }

    /** Which haplotypes belong to which sample. */
    public Haplotypes haplotypes() {
        return haplotypes;
    }

    /** By target site and sample. */
    Phasing phasing() {
        return phasing;
    }

    /** Whether it is known which allele of a sample's genotype lies on which of its haplotypes, where these differ. */
    public boolean phaseKnown(int targetSite, int sample) {
        return phasing.known(targetSite, sample);
    }

    public List<Site> sites() {
        return sites;
    }

    /** The allele code of a haplotype at a target site, or {@link #MISSING}. */
    public byte allele(int targetSite, int targetHap) {
        return alleles[targetSite][targetHap];
    }
}
