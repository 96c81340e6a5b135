package org.haprag.genotype;

import java.util.List;

/**
 * Phased genotypes of target samples at the sites of their VCF.
 *
 * <p>Allele codes are those of the target's own records (0 REF, i the i-th ALT), or {@link #MISSING}.
 */
public final class TargetGenotypes {
    /** The code of an allele that was not called. */
    public static final byte MISSING = -1;

    private final Samples samples;
    private final List<Site> sites;
    private final byte[][] alleles;

    /** @param alleles (target sites, haplotypes) allele codes; not copied */
    public TargetGenotypes(Samples samples, List<Site> sites, byte[][] alleles) {
        if (alleles.length != sites.size()) {
            throw new IllegalArgumentException(sites.size() + " sites, but " + alleles.length + " rows of alleles");
        }
        for (byte[] row : alleles) {
            if (row.length != samples.haplotypeCount()) {
                throw new IllegalArgumentException(
                        samples.haplotypeCount() + " haplotypes, but a row of " + row.length + " alleles");
            }
        }
        this.samples = samples;
        this.sites = List.copyOf(sites);
        this.alleles = alleles;
    }

    public Samples samples() {
        return samples;
    }

    public List<Site> sites() {
        return sites;
    }

    /** The allele code of a haplotype at a target site, or {@link #MISSING}. */
    public byte allele(int targetSite, int targetHap) {
        return alleles[targetSite][targetHap];
    }
}
