package org.haprag.testkit;

import java.util.Arrays;

/** A target haplotype copied from a panel: its alleles, whom it copied at each site, and where the copy is wrong. */
public final class Mosaic {
    private final byte[] alleles;
    private final int[] sources;
    private final boolean[] errors;

    Mosaic(byte[] alleles, int[] sources, boolean[] errors) {
        this.alleles = alleles;
        this.sources = sources;
        this.errors = errors;
    }

    public int siteCount() {
        return alleles.length;
    }

    /** The allele code at a panel site: 0 REF, i the i-th ALT. */
    public byte allele(int panelSite) {
        return alleles[panelSite];
    }

    /** The panel haplotype that was copied at a site. */
    public int source(int panelSite) {
        return sources[panelSite];
    }

    /** Whether the allele at a site differs from its source's. */
    public boolean error(int panelSite) {
        return errors[panelSite];
    }

    /** All allele codes, one a panel site. A copy. */
    public byte[] alleles() {
        return alleles.clone();
    }

    /** How often the source changes between neighbouring sites. */
    public int switchCount() {
        int n = 0;
        for (int s = 1; s < sources.length; s++) if (sources[s] != sources[s - 1]) n++;
        return n;
    }

    @Override
    public String toString() {
        return "mosaic of " + Arrays.stream(sources).distinct().count() + " haplotypes over " + alleles.length
                + " sites";
    }
}
