package org.haprag.imputation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.run.SamplePair;

/**
 * Finds samples with the same genotypes under two names, and with the same name but other genotypes, among targets and panel.
 * Samples that agree at all sites of one of {@link #BANDS} small sets of common typed sites are compared at all typed sites: the
 * cost grows with the number of samples, not with that of their pairs.
 */
final class TwinSearch {
    private static final int BANDS = 8;
    private static final int SITES_A_BAND = 16;
    private static final int LEAST_GENOTYPES = 100;

    /** From the first typed site to the last: in shorter stretches strangers share both haplotypes. */
    private static final int LEAST_BP = 1_000_000;

    /** Of samples that agree in a band, each is compared with so many of those after it. */
    private static final int MOST_COMPARED = 20;

    private static final double SAME = .985;
    private static final double NAMESAKES_DIFFER = .9;

    private final HaplotypePanel panel;
    private final TypedHaplotypes typed;
    private final List<String> targets;

    TwinSearch(HaplotypePanel panel, TypedHaplotypes typed, List<String> targets) {
        this.panel = panel;
        this.typed = typed;
        this.targets = targets;
    }

    /** Whether there are enough typed sites to tell, and not all of them close together. */
    boolean canTell() {
        int last = typed.typedCount() - 1;
        return last + 1 >= LEAST_GENOTYPES && pos(last) - pos(0) >= LEAST_BP;
    }

    private int pos(int typedSite) {
        return panel.site(typed.panelSite(typedSite)).pos();
    }

    /** All pairs that are odd, in the order of the targets; none where there are too few typed sites to tell. */
    List<SamplePair> pairs() {
        if (!canTell()) return List.of();
        List<SamplePair> found = new ArrayList<>(namesakes());
        Set<Long> seen = new HashSet<>();
        int[] sites = commonSites();
        for (int band = 0; band < BANDS; band++) {
            for (List<Integer> alike : alike(sites, band)) compare(alike, seen, found);
        }
        found.sort(Comparator.comparingInt(p -> targets.indexOf(p.target())));
        return found;
    }

    private List<SamplePair> namesakes() {
        List<SamplePair> found = new ArrayList<>();
        for (int s = 0; s < targets.size(); s++) {
            int own = panel.samples().indexOf(targets.get(s));
            if (own < 0) continue;
            SamplePair pair = pair(s, targets.size() + own, SamplePair.Kind.NOT_ITS_NAMESAKE);
            if (pair.genotypes() >= LEAST_GENOTYPES && pair.concordance() < NAMESAKES_DIFFER) found.add(pair);
        }
        return found;
    }

    /** Of stretches of typed sites, the one with the highest MAF in the panel each. */
    private int[] commonSites() {
        int count = Math.min(BANDS * SITES_A_BAND, typed.typedCount());
        int[] sites = new int[count];
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * typed.typedCount() / count);
            int to = (int) ((long) (i + 1) * typed.typedCount() / count);
            sites[i] = from;
            for (int t = from; t < to; t++) if (maf(t) > maf(sites[i])) sites[i] = t;
        }
        return sites;
    }

    private double maf(int t) {
        return panel.maf(panel.firstRow(typed.panelSite(t)));
    }

    /** Targets, and panel samples (numbered after the targets) like one, with the same, complete genotypes at the sites of a band. */
    private Iterable<List<Integer>> alike(int[] sites, int band) {
        Map<Long, List<Integer>> byGenotypes = new HashMap<>();
        for (int s = 0; s < targets.size(); s++) {
            long key = key(s, sites, band);
            if (key >= 0)
                byGenotypes.computeIfAbsent(key, k -> new ArrayList<>(2)).add(s);
        }
        long[] ofPanel = panelKeys(sites, band);
        for (int s = 0; s < ofPanel.length; s++) {
            List<Integer> same = byGenotypes.get(ofPanel[s]);
            if (same != null) same.add(targets.size() + s);
        }
        return byGenotypes.values();
    }

    /** As {@link #key}, of all panel samples: site by site, as their alleles lie in memory. */
    private long[] panelKeys(int[] sites, int band) {
        long[] keys = new long[panel.samples().count()];
        Haplotypes haplotypes = panel.haplotypes();
        for (int i = band; i < sites.length; i += BANDS) {
            int row = panel.firstRow(typed.panelSite(sites[i]));
            for (int s = 0; s < keys.length; s++) {
                long alleles = panel.alleles().bits(row, haplotypes.first(s), haplotypes.ploidy(s));
                keys[s] = keys[s] << 2 | Long.bitCount(alleles);
            }
        }
        return keys;
    }

    /** The genotypes of a target at the sites of a band, two bits each, or -1 where one is missing. */
    private long key(int target, int[] sites, int band) {
        long key = 0;
        for (int i = band; i < sites.length; i += BANDS) {
            int genotype = observed(typed, target, sites[i]);
            if (genotype < 0) return -1;
            key = key << 2 | genotype;
        }
        return key;
    }

    private void compare(List<Integer> alike, Set<Long> seen, List<SamplePair> found) {
        for (int i = 0; i < alike.size() && alike.get(i) < targets.size(); i++) {
            for (int j = i + 1; j < Math.min(alike.size(), i + 1 + MOST_COMPARED); j++) {
                int target = alike.get(i);
                int other = alike.get(j);
                if (name(target).equals(name(other)) || !seen.add((long) target << 32 | other)) continue;
                SamplePair pair = pair(
                        target,
                        other,
                        other < targets.size()
                                ? SamplePair.Kind.SAME_TARGETS
                                : SamplePair.Kind.IN_PANEL_BY_ANOTHER_NAME);
                if (pair.genotypes() >= LEAST_GENOTYPES && pair.concordance() >= SAME) found.add(pair);
            }
        }
    }

    private SamplePair pair(int target, int other, SamplePair.Kind kind) {
        int both = 0;
        int same = 0;
        for (int t = 0; t < typed.typedCount(); t++) {
            int a = genotype(target, t);
            int b = genotype(other, t);
            if (a < 0 || b < 0) continue;
            both++;
            if (a == b) same++;
        }
        return new SamplePair(name(target), name(other), kind, same / (double) both, both);
    }

    private String name(int sample) {
        return sample < targets.size() ? targets.get(sample) : panel.samples().name(sample - targets.size());
    }

    /** Copies of the first ALT, or -1 where a call is missing. */
    private int genotype(int sample, int t) {
        if (sample >= targets.size()) {
            int row = panel.firstRow(typed.panelSite(t));
            int in = sample - targets.size();
            int alt = 0;
            for (int h = panel.haplotypes().first(in); h < panel.haplotypes().end(in); h++) {
                if (panel.alleles().get(row, h)) alt++;
            }
            return alt;
        }
        return observed(typed, sample, t);
    }

    /** Copies of the first ALT that were observed of a target, or -1 where a call is missing. */
    static int observed(TypedHaplotypes typed, int sample, int t) {
        Haplotypes haplotypes = typed.haplotypes();
        int alt = 0;
        for (int h = haplotypes.first(sample); h < haplotypes.end(sample); h++) {
            byte allele = typed.allele(h, t);
            if (allele < 0) return -1;
            if (allele == 1) alt++;
        }
        return alt;
    }
}
