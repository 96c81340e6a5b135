package org.haprag.genotype.mask;

import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Site;

/**
 * What a mask may know of a panel's sites: where they are, how frequent their most frequent ALT allele is, and whether an
 * array could hold them. It holds no haplotypes, so a mask cannot look at the answer. Immutable.
 */
public final class SiteFrequencies {
    private final int[] posBp;
    private final double[] maf;
    private final boolean[] biallelicSnv;

    /**
     * @param posBp 1-based positions, non-decreasing
     * @param maf min(AF, 1 - AF) of each site's most frequent ALT allele, in [0, .5]
     * @param biallelicSnv whether the site has one ALT allele and both alleles are single bases
     */
    public SiteFrequencies(int[] posBp, double[] maf, boolean[] biallelicSnv) {
        if (posBp.length != maf.length || posBp.length != biallelicSnv.length) {
            throw new IllegalArgumentException("as many of each: found " + posBp.length + " positions, " + maf.length
                    + " MAF, " + biallelicSnv.length + " kinds");
        }
        for (int i = 0; i < posBp.length; i++) {
            if (i > 0 && posBp[i] < posBp[i - 1]) {
                throw new IllegalArgumentException(
                        "positions must not decrease, found " + posBp[i - 1] + " then " + posBp[i] + " at site " + i);
            }
            if (!(maf[i] >= 0 && maf[i] <= .5)) {
                throw new IllegalArgumentException("MAF must lie in [0, .5], found " + maf[i] + " at site " + i);
            }
        }
        this.posBp = posBp.clone();
        this.maf = maf.clone();
        this.biallelicSnv = biallelicSnv.clone();
    }

    /** Those of every site of a panel. */
    public static SiteFrequencies of(HaplotypePanel panel) {
        int n = panel.siteCount();
        int[] posBp = new int[n];
        double[] maf = new double[n];
        boolean[] biallelicSnv = new boolean[n];
        for (int i = 0; i < n; i++) {
            Site site = panel.site(i);
            int commonest = 0;
            for (int row = panel.firstRow(i); row < panel.firstRow(i + 1); row++) {
                commonest = Math.max(commonest, panel.altCount(row));
            }
            double af = panel.haplotypeCount() == 0 ? 0 : commonest / (double) panel.haplotypeCount();
            posBp[i] = site.pos();
            maf[i] = Math.min(af, 1 - af);
            biallelicSnv[i] = site.snv() && !site.multiAllelic();
        }
        return new SiteFrequencies(posBp, maf, biallelicSnv);
    }

    public int siteCount() {
        return posBp.length;
    }

    /** 1-based position in bp. */
    public int posBp(int panelSite) {
        return posBp[panelSite];
    }

    /** min(AF, 1 - AF) of the site's most frequent ALT allele. */
    public double maf(int panelSite) {
        return maf[panelSite];
    }

    /** Whether an array could hold the site: one ALT allele, both alleles single bases. */
    public boolean biallelicSnv(int panelSite) {
        return biallelicSnv[panelSite];
    }

    /** Distance in bp from the first site to the last, both included; 0 without sites. */
    public long lengthBp() {
        return posBp.length == 0 ? 0 : (long) posBp[posBp.length - 1] - posBp[0] + 1;
    }

    @Override
    public String toString() {
        return posBp.length + " sites in " + lengthBp() + " bp";
    }
}
