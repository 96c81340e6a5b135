package org.haprag.genotype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The only place where a target site becomes a panel site. Matches by contig (chr20 is 20), position, alleles, END and ID,
 * counts what became of every target site, recodes alleles, and puts together what several records say of one panel site.
 * What two records cannot both mean is never guessed: it is dropped, and its fate says why.
 */
public final class SiteAlignment {
    /** What became of a target site. */
    public enum Fate {
        MATCHED("same REF, ALT known to the panel"),
        MERGED(
                "several records speak of one panel site: their calls are put together, those that disagree are missing"),
        SPREAD("the panel has the ALTs in records of their own, and the calls are spread over these"),
        SWAPPED("REF and ALT exchanged; recoded"),
        STRAND_FLIPPED("alleles on the other strand; recoded"),
        NOT_IN_PANEL("no panel site at this position"),
        ALLELES_DIFFER("the panel has other alleles at this position"),
        OTHER_STRAND("the alleles fit the panel only on the other strand; --fix-strand recodes them"),
        AMBIGUOUS_STRAND("A/T or C/G exchanged: strand flip or swap cannot be told apart"),
        PALINDROME("A/T or C/G, and by its frequency it may be on the other strand"),
        SEVERAL_RECORDS("several panel records fit, and neither END nor ID tells which is meant");

        private final String reason;

        Fate(String reason) {
            this.reason = reason;
        }

        /** One clause that explains this fate. */
        public String reason() {
            return reason;
        }

        /** Whether the site's genotypes are used. */
        public boolean used() {
            return this == MATCHED || this == MERGED || this == SPREAD || this == SWAPPED || this == STRAND_FLIPPED;
        }
    }

    /** Whether alleles that fit only on the other strand are recoded or dropped. */
    public enum StrandFlips {
        FIX,
        DROP
    }

    private final List<Site> targetSites;
    private final Fate[] fate;

    /** (target sites) the first typed site that each is used at, -1 if none. */
    private final int[] typedSite;

    private final TypedHaplotypes typed;
    private final int disagreements;
    private final Map<Integer, Palindrome> palindromes;

    private SiteAlignment(
            List<Site> targetSites,
            Fate[] fate,
            int[] typedSite,
            TypedHaplotypes typed,
            int disagreements,
            Map<Integer, Palindrome> palindromes) {
        this.targetSites = targetSites;
        this.fate = fate;
        this.typedSite = typedSite;
        this.typed = typed;
        this.disagreements = disagreements;
        this.palindromes = palindromes;
    }

    /**
     * A site that met the fate {@link Fate#PALINDROME}.
     *
     * @param site of the targets
     * @param inPanel frequency of its ALT in the panel
     * @param inTargets among the targets
     */
    public record Palindrome(Site site, double inPanel, double inTargets) {}

    /** Aligns targets (their sites in any order) with a panel. */
    public static SiteAlignment of(HaplotypePanel panel, TargetGenotypes targets, StrandFlips flips) {
        RecordMatcher matcher = new RecordMatcher(panel.sites(), flips);
        int n = targets.sites().size();
        List<RecordMatcher.Match> matches = new ArrayList<>(n);
        for (int t = 0; t < n; t++) matches.add(matcher.match(t, targets.sites().get(t)));
        Fate[] fate = new Fate[n];
        for (int t = 0; t < n; t++) fate[t] = matches.get(t).fate();
        return merge(targets, matches, fate, dropPalindromes(panel, targets, matches, fate));
    }

    private static Map<Integer, Palindrome> dropPalindromes(
            HaplotypePanel panel, TargetGenotypes targets, List<RecordMatcher.Match> matches, Fate[] fate) {
        int fitting = 0;
        int flipped = 0;
        for (int t = 0; t < fate.length; t++) {
            Site site = targets.sites().get(t);
            if (!site.snv() || Alleles.palindromic(site)) continue;
            if (fate[t] == Fate.OTHER_STRAND || fate[t] == Fate.STRAND_FLIPPED) flipped++;
            else if (fate[t].used()) fitting++;
        }
        Map<Integer, Palindrome> dropped = new TreeMap<>();
        PalindromeCheck check = new PalindromeCheck(fitting, flipped);
        for (int t = 0; t < fate.length; t++) {
            if (!fate[t].used() || !Alleles.palindromic(targets.sites().get(t))) continue;
            PanelCodes codes = matches.get(t).codes().get(0);
            int row = panel.firstRow(codes.panelSite()) + codes.of((byte) 1) - 1;
            int alts = 0;
            int called = 0;
            for (int h = 0; h < targets.haplotypes().count(); h++) {
                byte allele = targets.allele(t, h);
                if (allele >= 0) called++;
                if (allele > 0) alts++;
            }
            if (check.fits(alts, called, panel.altCount(row), panel.haplotypeCount())) continue;
            fate[t] = Fate.PALINDROME;
            dropped.put(t, new Palindrome(targets.sites().get(t), panel.altFrequency(row), alts / (double) called));
        }
        return dropped;
    }

    private static SiteAlignment merge(
            TargetGenotypes targets,
            List<RecordMatcher.Match> matches,
            Fate[] fate,
            Map<Integer, Palindrome> palindromes) {
        List<PanelCodes> used = new ArrayList<>();
        for (int t = 0; t < fate.length; t++)
            if (fate[t].used()) used.addAll(matches.get(t).codes());
        used.sort(Comparator.comparingInt(PanelCodes::panelSite)); // stable: records of one site stay in file order
        List<List<PanelCodes>> ofTyped = new ArrayList<>();
        for (int from = 0, to; from < used.size(); from = to) {
            to = from + 1;
            while (to < used.size()
                    && used.get(to).panelSite() == used.get(from).panelSite()) to++;
            ofTyped.add(used.subList(from, to));
        }
        int[] panelSites = new int[ofTyped.size()];
        int[] typedSite = new int[fate.length];
        Arrays.fill(typedSite, -1);
        byte[][] alleles = new byte[targets.haplotypes().count()][panelSites.length];
        int disagreements = 0;
        for (int i = 0; i < panelSites.length; i++) {
            List<PanelCodes> records = ofTyped.get(i);
            panelSites[i] = records.get(0).panelSite();
            RecordMerge merge = new RecordMerge(targets, records);
            byte[] merged = merge.alleles();
            for (int h = 0; h < merged.length; h++) alleles[h][i] = merged[h];
            disagreements += merge.disagreements();
            for (PanelCodes record : records) {
                if (typedSite[record.targetSite()] < 0) typedSite[record.targetSite()] = i;
                if (records.size() > 1) fate[record.targetSite()] = Fate.MERGED;
            }
        }
        TypedHaplotypes typed =
                new TypedHaplotypes(panelSites, targets.haplotypes(), alleles, phasing(targets, ofTyped));
        return new SiteAlignment(targets.sites(), fate, typedSite, typed, disagreements, palindromes);
    }

    /** Unknown where the records that a genotype comes from are not of one phase set. */
    private static Phasing phasing(TargetGenotypes targets, List<List<PanelCodes>> ofTyped) {
        if (targets.phasing() == Phasing.known()) return Phasing.known();
        int samples = targets.samples().count();
        BitMatrix unknown = new BitMatrix(ofTyped.size(), samples);
        int[][] sets = new int[samples][];
        for (int s = 0; s < samples; s++) sets[s] = new int[targets.phasing().severalSets(s) ? ofTyped.size() : 0];
        for (int i = 0; i < ofTyped.size(); i++) {
            for (int s = 0; s < samples; s++) {
                int set = RecordMerge.set(targets.phasing(), ofTyped.get(i), s);
                if (set == Phasing.OPEN) unknown.set(i, s);
                if (sets[s].length > 0) sets[s][i] = set;
            }
        }
        return Phasing.of(unknown, sets);
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

    /** The typed site, of {@link #typed}, that a target site is used at (the first of several), or -1 if it is not used. */
    public int typedSite(int targetSite) {
        return typedSite[targetSite];
    }

    /** How many target sites met each fate; fates that none met are absent. */
    public Map<Fate, Integer> counts() {
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        for (Fate f : fate) counts.merge(f, 1, Integer::sum);
        return counts;
    }

    /** The sites that were dropped as palindromes, by target site. */
    public Map<Integer, Palindrome> palindromes() {
        return Collections.unmodifiableMap(palindromes);
    }

    /** How many alleles are missing because records of one panel site disagree. */
    public int disagreements() {
        return disagreements;
    }

    /** The targets' alleles at the used sites, in panel order and panel allele codes. */
    public TypedHaplotypes typed() {
        return typed;
    }
}
