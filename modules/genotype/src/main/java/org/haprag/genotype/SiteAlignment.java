package org.haprag.genotype;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The only place where a target site becomes a panel site. Matches by contig (chr20 is 20), position and alleles, counts
 * what became of every target site, and recodes alleles.
 */
public final class SiteAlignment {
    /** What became of a target site. */
    public enum Fate {
        MATCHED(0, "same REF, ALT known to the panel"),
        SWAPPED(1, "REF and ALT exchanged; recoded"),
        STRAND_FLIPPED(2, "alleles on the other strand; recoded"),
        NOT_IN_PANEL(6, "no panel site at this position"),
        ALLELES_DIFFER(5, "the panel has other alleles at this position"),
        AMBIGUOUS_STRAND(4, "A/T or C/G exchanged: strand flip or swap cannot be told apart"),
        DUPLICATE(3, "the panel site was matched by an earlier record");

        /** Of several panel records at one position, the one with the lowest counts. */
        private final int precedence;

        private final String reason;

        Fate(int precedence, String reason) {
            this.precedence = precedence;
            this.reason = reason;
        }

        /** One clause that explains this fate. */
        public String reason() {
            return reason;
        }

        /** Whether the site's genotypes are used. */
        public boolean used() {
            return this == MATCHED || this == SWAPPED || this == STRAND_FLIPPED;
        }
    }

    /** Whether alleles that fit only on the other strand are recoded or dropped. */
    public enum StrandFlips {
        FIX,
        DROP
    }

    private final List<Site> targetSites;
    private final int[] panelSite;
    private final Fate[] fate;
    private final byte[][] recode;

    private SiteAlignment(List<Site> targetSites, int[] panelSite, Fate[] fate, byte[][] recode) {
        this.targetSites = targetSites;
        this.panelSite = panelSite;
        this.fate = fate;
        this.recode = recode;
    }

    /** Aligns target sites (in file order) with the sites of a panel. */
    public static SiteAlignment of(List<Site> panelSites, List<Site> targetSites, StrandFlips flips) {
        Map<Integer, List<Integer>> byPosition = new HashMap<>();
        for (int i = 0; i < panelSites.size(); i++) {
            byPosition
                    .computeIfAbsent(panelSites.get(i).pos(), k -> new ArrayList<>(1))
                    .add(i);
        }
        int n = targetSites.size();
        int[] panelSite = new int[n];
        Fate[] fate = new Fate[n];
        byte[][] recode = new byte[n][];
        boolean[] taken = new boolean[panelSites.size()];
        for (int t = 0; t < n; t++) {
            Site target = targetSites.get(t);
            fate[t] = Fate.NOT_IN_PANEL;
            panelSite[t] = -1;
            for (int p : byPosition.getOrDefault(target.pos(), List.of())) {
                if (!Contigs.same(panelSites.get(p).contig(), target.contig())) continue;
                Fate found = compare(panelSites.get(p), target, flips);
                if (found.used() && taken[p]) found = Fate.DUPLICATE;
                if (found.precedence >= fate[t].precedence) continue;
                fate[t] = found;
                panelSite[t] = found.used() ? p : -1;
            }
            if (panelSite[t] < 0) continue;
            taken[panelSite[t]] = true;
            recode[t] = recoding(panelSites.get(panelSite[t]), target, fate[t] == Fate.STRAND_FLIPPED);
        }
        return new SiteAlignment(List.copyOf(targetSites), panelSite, fate, recode);
    }

    private static Fate compare(Site panel, Site target, StrandFlips flips) {
        boolean known = recoding(panel, target, false) != null;
        if (known && base(panel.ref()).equals(base(target.ref()))) return Fate.MATCHED;
        if (target.alts().isEmpty()) return Fate.ALLELES_DIFFER;
        boolean ambiguous = target.snv()
                && target.alts().size() == 1
                && complement(base(target.ref())).equals(base(target.alts().get(0)));
        if (known) return ambiguous ? Fate.AMBIGUOUS_STRAND : Fate.SWAPPED;
        if (flips == StrandFlips.FIX && target.snv() && recoding(panel, target, true) != null) {
            return Fate.STRAND_FLIPPED;
        }
        return Fate.ALLELES_DIFFER;
    }

    /** target allele code to panel allele code, or null if a target allele is unknown to the panel */
    private static byte[] recoding(Site panel, Site target, boolean flip) {
        byte[] map = new byte[1 + target.alts().size()];
        for (int a = 0; a < map.length; a++) {
            String allele = base(a == 0 ? target.ref() : target.alts().get(a - 1));
            if (flip) allele = complement(allele);
            int code = allele.equals(base(panel.ref())) ? 0 : -1;
            for (int i = 0; i < panel.alts().size() && code < 0; i++) {
                if (allele.equals(base(panel.alts().get(i)))) code = i + 1;
            }
            if (code < 0) return null;
            map[a] = (byte) code;
        }
        return map;
    }

    /** Bases are the same in either case (VCF 4.4, section 1.6.1); the names in symbolic alleles are left alone. */
    private static String base(String allele) {
        return allele.indexOf('<') >= 0 || allele.indexOf('[') >= 0 || allele.indexOf(']') >= 0
                ? allele
                : allele.toUpperCase(Locale.ROOT);
    }

    private static String complement(String allele) {
        StringBuilder out = new StringBuilder(allele.length());
        for (int i = allele.length() - 1; i >= 0; i--) {
            int k = "ACGTN".indexOf(allele.charAt(i));
            out.append(k < 0 ? allele.charAt(i) : "TGCAN".charAt(k));
        }
        return out.toString();
    }

    public int targetSiteCount() {
        return fate.length;
    }

    /** The target sites, in file order. */
    public List<Site> targetSites() {
        return targetSites;
    }

    public Fate fate(int targetSite) {
        return fate[targetSite];
    }

    /** The panel site of a target site, or -1 if its genotypes are not used. */
    public int panelSite(int targetSite) {
        return panelSite[targetSite];
    }

    /** How many target sites met each fate; fates that none met are absent. */
    public Map<Fate, Integer> counts() {
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        for (Fate f : fate) counts.merge(f, 1, Integer::sum);
        return counts;
    }

    /**
     * Of the target sites whose alleles differ from the panel's, how many would fit on the other strand.
     *
     * @param panelSites those that were aligned with
     */
    public int fitsOnOtherStrand(List<Site> panelSites) {
        List<Site> differ = IntStream.range(0, fate.length)
                .filter(t -> fate[t] == Fate.ALLELES_DIFFER)
                .mapToObj(targetSites::get)
                .toList();
        Set<Integer> positions = differ.stream().map(Site::pos).collect(Collectors.toSet());
        List<Site> there = differ.isEmpty()
                ? List.of()
                : panelSites.stream().filter(s -> positions.contains(s.pos())).toList();
        return of(there, differ, StrandFlips.FIX).counts().getOrDefault(Fate.STRAND_FLIPPED, 0);
    }

    /** The targets' alleles at the used sites, in panel order and panel allele codes. */
    public TypedHaplotypes recode(TargetGenotypes targets) {
        int[] order = IntStream.range(0, fate.length)
                .filter(t -> fate[t].used())
                .boxed()
                .sorted(java.util.Comparator.comparingInt(t -> panelSite[t]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] sites = new int[order.length];
        byte[][] alleles = new byte[targets.haplotypes().count()][order.length];
        for (int i = 0; i < order.length; i++) {
            int t = order[i];
            sites[i] = panelSite[t];
            for (int h = 0; h < alleles.length; h++) {
                byte code = targets.allele(t, h);
                alleles[h][i] = code < 0 ? TargetGenotypes.MISSING : recode[t][code];
            }
        }
        return new TypedHaplotypes(
                sites, targets.haplotypes(), alleles, targets.phasing().sites(order));
    }
}
