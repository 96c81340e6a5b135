package org.haprag.genotype;

/**
 * What was observed of some haplotypes, in the panel's terms: the typed panel sites and, at each, an allele code
 * (0 REF, i the panel's i-th ALT, -1 missing). This is all that retrieval and the model may see of a target.
 */
public final class TypedHaplotypes {
    private final int[] panelSites;
    private final byte[][] alleles;
    private final int haplotypes;

    /**
     * @param panelSites strictly increasing panel site indices
     * @param alleles (haplotypes, typed sites) allele codes; not copied
     */
    public TypedHaplotypes(int[] panelSites, byte[][] alleles) {
        for (int t = 1; t < panelSites.length; t++) {
            if (panelSites[t] <= panelSites[t - 1]) {
                throw new IllegalArgumentException("typed sites must increase, found " + panelSites[t - 1] + " then "
                        + panelSites[t] + " at index " + t);
            }
        }
        for (byte[] row : alleles) {
            if (row.length != panelSites.length) {
                throw new IllegalArgumentException(
                        panelSites.length + " typed sites, but a haplotype with " + row.length + " alleles");
            }
        }
        this.panelSites = panelSites;
        this.alleles = alleles;
        this.haplotypes = alleles.length;
    }

    public int haplotypeCount() {
        return haplotypes;
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
}
