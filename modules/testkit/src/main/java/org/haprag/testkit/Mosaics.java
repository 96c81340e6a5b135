package org.haprag.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.genotype.TypedHaplotypes;

/** Targets whose truth is known: mosaics of panel haplotypes (the model of Li and Stephens 2003, doi:10.1093/genetics/165.4.2213). */
public final class Mosaics {
    private Mosaics() {}

    /**
     * Copies one haplotype from a panel.
     *
     * @param switchesPerSite probability that a new source (any haplotype, perhaps the same) is drawn before a site
     * @param errorsPerSite probability that the copied allele is replaced by another allele of the site
     */
    public static Mosaic of(HaplotypePanel panel, double switchesPerSite, double errorsPerSite, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = panel.siteCount();
        byte[] alleles = new byte[n];
        int[] sources = new int[n];
        boolean[] errors = new boolean[n];
        int source = random.nextInt(panel.haplotypeCount());
        for (int s = 0; s < n; s++) {
            if (random.nextDouble() < switchesPerSite) source = random.nextInt(panel.haplotypeCount());
            sources[s] = source;
            int code = panel.allele(s, source);
            errors[s] = random.nextDouble() < errorsPerSite;
            int codes = panel.site(s).alts().size() + 1;
            if (errors[s]) code = (code + 1 + random.nextInt(codes - 1)) % codes;
            alleles[s] = (byte) code;
        }
        return new Mosaic(alleles, sources, errors);
    }

    /** Several mosaics, each with a seed of its own. */
    public static List<Mosaic> of(
            HaplotypePanel panel, int count, double switchesPerSite, double errorsPerSite, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Mosaic> mosaics = new ArrayList<>();
        for (int i = 0; i < count; i++) mosaics.add(of(panel, switchesPerSite, errorsPerSite, seeds.nextLong()));
        return mosaics;
    }

    /** What is observed of the mosaics at the typed panel sites (strictly increasing). */
    public static TypedHaplotypes typed(List<Mosaic> mosaics, int[] typedSites) {
        byte[][] alleles = new byte[mosaics.size()][typedSites.length];
        for (int h = 0; h < alleles.length; h++) {
            for (int t = 0; t < typedSites.length; t++)
                alleles[h][t] = mosaics.get(h).allele(typedSites[t]);
        }
        return new TypedHaplotypes(typedSites.clone(), alleles);
    }

    /** The mosaics as samples T0, T1, ... with genotypes at the given panel sites, as a target VCF would give them. */
    public static TargetGenotypes targets(HaplotypePanel panel, List<Mosaic> mosaics, int[] panelSites) {
        if (mosaics.size() % 2 != 0) {
            throw new IllegalArgumentException("samples have two haplotypes, found " + mosaics.size() + " in all");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < mosaics.size() / 2; i++) names.add("T" + i);
        List<Site> sites = new ArrayList<>();
        byte[][] alleles = new byte[panelSites.length][mosaics.size()];
        for (int t = 0; t < panelSites.length; t++) {
            sites.add(panel.site(panelSites[t]));
            for (int h = 0; h < mosaics.size(); h++)
                alleles[t][h] = mosaics.get(h).allele(panelSites[t]);
        }
        return new TargetGenotypes(new Samples(names), sites, alleles);
    }
}
