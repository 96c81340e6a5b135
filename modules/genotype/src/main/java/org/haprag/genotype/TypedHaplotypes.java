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

    /** What was observed in the panel sites [fromSite, toSite), which are then counted from {@code fromSite}. */
    public TypedHaplotypes slice(int fromSite, int toSite) {
        int from = firstTyped(fromSite);
        int to = firstTyped(toSite);
        int[] sites = new int[to - from];
        for (int t = from; t < to; t++) sites[t - from] = panelSites[t] - fromSite;
        byte[][] part = new byte[haplotypes][];
        for (int h = 0; h < haplotypes; h++) part[h] = java.util.Arrays.copyOfRange(alleles[h], from, to);
        return new TypedHaplotypes(sites, part);
    }

    /** What was observed of the haplotypes [fromHap, toHap), at the same typed sites. */
    public TypedHaplotypes haplotypes(int fromHap, int toHap) {
        return new TypedHaplotypes(panelSites, java.util.Arrays.copyOfRange(alleles, fromHap, toHap));
    }

    /** How many typed sites lie in the panel sites [fromSite, toSite). */
    public int typedCount(int fromSite, int toSite) {
        return firstTyped(toSite) - firstTyped(fromSite);
    }

    private int firstTyped(int panelSite) {
        int at = java.util.Arrays.binarySearch(panelSites, panelSite);
        return at < 0 ? -at - 1 : at;
    }

    /** The same without sites at which every allele is missing: a site that nobody has a call for was not typed. */
    public TypedHaplotypes withoutUncalled() {
        int[] kept = java.util.stream.IntStream.range(0, panelSites.length)
                .filter(this::anyCall)
                .toArray();
        if (kept.length == panelSites.length) return this;
        byte[][] part = new byte[haplotypes][kept.length];
        for (int h = 0; h < haplotypes; h++) for (int i = 0; i < kept.length; i++) part[h][i] = alleles[h][kept[i]];
        return new TypedHaplotypes(
                java.util.Arrays.stream(kept).map(t -> panelSites[t]).toArray(), part);
    }

    private boolean anyCall(int typed) {
        for (byte[] row : alleles) if (row[typed] >= 0) return true;
        return false;
    }
}
