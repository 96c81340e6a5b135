package org.haprag.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;

/** Reference panels for tests, on contig 20. Samples are called S0, S1, ... */
public final class TinyPanels {
    /** Distance between the sites of a panel made from strings. */
    public static final int SPACING_BP = 1000;

    private static final String CONTIG = "20";
    private static final String BASES = "ACGT";

    /** Mean distance of the sites of a mosaic panel: about that of the variants in 1000 Genomes. */
    private static final double MEAN_SITE_GAP_BP = 100;

    private TinyPanels() {}

    /**
     * A panel written out, sites at 1000, 2000, ... bp.
     *
     * @param haplotypes one string a haplotype, one digit a site (0 REF, i the i-th ALT); an even number of strings
     */
    public static HaplotypePanel of(String... haplotypes) {
        int[] posBp = new int[haplotypes.length == 0 ? 0 : haplotypes[0].length()];
        for (int i = 0; i < posBp.length; i++) posBp[i] = (i + 1) * SPACING_BP;
        return at(posBp, haplotypes);
    }

    /** As {@link #of}, with sites at the given positions. */
    public static HaplotypePanel at(int[] posBp, String... haplotypes) {
        byte[][] codes = new byte[posBp.length][haplotypes.length];
        for (int h = 0; h < haplotypes.length; h++) {
            if (haplotypes[h].length() != posBp.length) {
                throw new IllegalArgumentException(posBp.length + " sites, but haplotype " + haplotypes[h]);
            }
            for (int s = 0; s < posBp.length; s++) {
                int code = haplotypes[h].charAt(s) - '0';
                if (code < 0 || code > 3) throw new IllegalArgumentException("alleles are 0 to 3: " + haplotypes[h]);
                codes[s][h] = (byte) code;
            }
        }
        return fromCodes(posBp, codes);
    }

    /** Independent alleles: each site has its own ALT frequency, uniform in [0, 1]. No LD at all. */
    public static HaplotypePanel random(int haplotypes, int sites, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] codes = new byte[sites][haplotypes];
        int[] posBp = new int[sites];
        for (int s = 0; s < sites; s++) {
            posBp[s] = (s + 1) * SPACING_BP;
            double af = random.nextDouble();
            for (int h = 0; h < haplotypes; h++) codes[s][h] = (byte) (random.nextDouble() < af ? 1 : 0);
        }
        return fromCodes(posBp, codes);
    }

    /** As {@link #mosaicPanel(int, int, int, double, long)}, all sites biallelic. */
    public static HaplotypePanel mosaicPanel(int haplotypes, int sites, int founders, long seed) {
        return mosaicPanel(haplotypes, sites, founders, 0, seed);
    }

    /**
     * Haplotypes that are mosaics of founders, in two generations, with mutations: neighbouring sites are in LD, most sites
     * are rare, and rare alleles sit on long shared stretches. Every ALT has a carrier.
     *
     * @param multiAllelicShare the share of sites with two ALT alleles, in [0, 1]
     */
    public static HaplotypePanel mosaicPanel(
            int haplotypes, int sites, int founders, double multiAllelicShare, long seed) {
        if (founders < 2) throw new IllegalArgumentException("a mosaic needs at least 2 founders, found " + founders);
        SplittableRandom random = new SplittableRandom(seed);
        int[] posBp = new int[sites];
        for (int s = 0; s < sites; s++) {
            double gap = -MEAN_SITE_GAP_BP * Math.log(1 - random.nextDouble());
            posBp[s] = (s == 0 ? SPACING_BP : posBp[s - 1]) + 1 + (int) gap;
        }
        return fromCodes(
                posBp, new PanelSimulation(haplotypes, founders, multiAllelicShare, random).draw(haplotypes, sites));
    }

    /** @param codes (sites, haplotypes) allele codes; a site gets as many ALTs as its highest code, at least one */
    private static HaplotypePanel fromCodes(int[] posBp, byte[][] codes) {
        int haplotypes = codes.length == 0 ? 0 : codes[0].length;
        List<Site> sites = new ArrayList<>();
        int rows = 0;
        for (int s = 0; s < posBp.length; s++) {
            int alts = 1;
            for (byte code : codes[s]) alts = Math.max(alts, code);
            sites.add(site(s, posBp[s], alts));
            rows += alts;
        }
        BitMatrix alleles = new BitMatrix(rows, haplotypes);
        int firstRow = 0;
        for (int s = 0; s < posBp.length; s++) {
            for (int h = 0; h < haplotypes; h++) {
                if (codes[s][h] > 0) alleles.set(firstRow + codes[s][h] - 1, h);
            }
            firstRow += sites.get(s).alts().size();
        }
        if (haplotypes % 2 != 0) {
            throw new IllegalArgumentException("samples have two haplotypes, found " + haplotypes + " in all");
        }
        return new HaplotypePanel(samples(haplotypes / 2), sites, alleles);
    }

    private static Site site(int index, int posBp, int alts) {
        String ref = BASES.substring(index % 4, index % 4 + 1);
        List<String> alleles = new ArrayList<>();
        for (int a = 1; a <= alts; a++) {
            int base = (index + a) % 4;
            alleles.add(BASES.substring(base, base + 1));
        }
        return new Site(CONTIG, posBp, ".", ref, alleles);
    }

    /** The same haplotypes, dealt to other samples: as many to each as given, 1 or 2. */
    public static HaplotypePanel dealt(HaplotypePanel panel, Haplotypes haplotypes) {
        return new HaplotypePanel(samples(haplotypes.sampleCount()), haplotypes, panel.sites(), panel.alleles());
    }

    private static Samples samples(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) names.add("S" + i);
        return new Samples(names);
    }
}
