package org.haprag.genotype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haprag.genotype.SiteAlignment.Fate;
import org.haprag.genotype.SiteAlignment.StrandFlips;

/** Finds the panel sites that a target record speaks of, by what both say: position, REF, ALT, END, ID. */
final class RecordMatcher {
    /** A panel site with more ALTs has codes that a byte does not hold. */
    private static final int MOST_ALTS = Byte.MAX_VALUE;

    private final List<Site> panel;
    private final int[] positions;
    private final StrandFlips flips;

    /** A fate, and, where the record is used, what its codes mean at one or more panel sites. */
    record Match(Fate fate, List<PanelCodes> codes) {
        private static Match unused(Fate fate) {
            return new Match(fate, List.of());
        }
    }

    /** @param panel sites of one contig, sorted by position */
    RecordMatcher(List<Site> panel, StrandFlips flips) {
        this.panel = panel;
        this.positions = panel.stream().mapToInt(Site::pos).toArray();
        this.flips = flips;
    }

    Match match(int targetSite, Site target) {
        int from = firstAt(target.pos());
        int to = from;
        while (to < positions.length && positions[to] == target.pos()) to++;
        if (from == to || !Contigs.same(panel.get(from).contig(), target.contig())) {
            return Match.unused(Fate.NOT_IN_PANEL);
        }
        if (target.alts().stream().allMatch(Alleles::unspecified)) return withoutAlt(targetSite, target, from, to);
        Match same = sameAlleles(targetSite, target, from, to);
        if (same.fate() != Fate.ALLELES_DIFFER) return same;
        if (!Alleles.sameLength(target)) return same;
        Match exchanged = exchanged(targetSite, target, target, Fate.SWAPPED, from, to);
        if (exchanged.fate() == Fate.SWAPPED && Alleles.palindromic(target)) {
            return Match.unused(Fate.AMBIGUOUS_STRAND);
        }
        if (exchanged.fate() != Fate.ALLELES_DIFFER || !target.snv()) return exchanged;
        Match flipped = exchanged(targetSite, target, otherStrand(target), Fate.STRAND_FLIPPED, from, to);
        return flipped.fate() == Fate.STRAND_FLIPPED && flips == StrandFlips.DROP
                ? Match.unused(Fate.OTHER_STRAND)
                : flipped;
    }

    private int firstAt(int pos) {
        int at = Arrays.binarySearch(positions, pos);
        if (at < 0) return positions.length;
        while (at > 0 && positions[at - 1] == pos) at--;
        return at;
    }

    /**
     * Calls of REF alone, as of an array's site where nobody carries an ALT: they say something of the panel's substitutions
     * of the same REF, and nothing of its insertions, deletions and longer variants.
     */
    private Match withoutAlt(int targetSite, Site target, int from, int to) {
        List<PanelCodes> out = new ArrayList<>();
        byte[] codes = new byte[1 + target.alts().size()];
        Arrays.fill(codes, 1, codes.length, TargetGenotypes.MISSING);
        for (int p = from; p < to; p++) {
            Site site = panel.get(p);
            boolean fits = Alleles.sameLength(site)
                    && Alleles.plain(site.ref()).equals(Alleles.plain(target.ref()))
                    && site.alts().size() <= MOST_ALTS;
            if (fits)
                out.add(PanelCodes.denying(targetSite, p, codes, site.alts().size()));
        }
        return used(out);
    }

    private static Match used(List<PanelCodes> codes) {
        if (codes.isEmpty()) return Match.unused(Fate.ALLELES_DIFFER);
        return new Match(codes.size() == 1 ? Fate.MATCHED : Fate.SPREAD, codes);
    }

    /** Every ALT is one of the panel's, of one record or of several. */
    private Match sameAlleles(int targetSite, Site target, int from, int to) {
        int alts = target.alts().size();
        int[] siteOf = new int[alts];
        byte[] codeOf = new byte[alts];
        for (int a = 0; a < alts; a++) {
            int best = 0;
            boolean tie = false;
            siteOf[a] = -1;
            for (int p = from; p < to; p++) {
                int code = codeOf(panel.get(p), target, a);
                if (code < 0) continue;
                int score = score(panel.get(p), target);
                tie = score == best || score < best && tie;
                if (score <= best) continue;
                best = score;
                siteOf[a] = p;
                codeOf[a] = (byte) code;
            }
            if (tie) return Match.unused(Fate.SEVERAL_RECORDS);
            if (siteOf[a] < 0 && !Alleles.unspecified(target.alts().get(a))) return Match.unused(Fate.ALLELES_DIFFER);
        }
        return used(codes(targetSite, siteOf, codeOf));
    }

    /** The panel sites that any ALT was found at; there the ALTs of the others are as good as REF. */
    private List<PanelCodes> codes(int targetSite, int[] siteOf, byte[] codeOf) {
        List<PanelCodes> out = new ArrayList<>();
        for (int p :
                Arrays.stream(siteOf).filter(p -> p >= 0).distinct().sorted().toArray()) {
            byte[] codes = new byte[1 + siteOf.length];
            for (int a = 0; a < siteOf.length; a++) {
                codes[a + 1] = siteOf[a] == p ? codeOf[a] : siteOf[a] < 0 ? TargetGenotypes.MISSING : 0;
            }
            out.add(new PanelCodes(targetSite, p, codes, panel.get(p).alts().size()));
        }
        return out;
    }

    /** The code in a panel site of a target's ALT, -1 if it does not have it. */
    private static int codeOf(Site site, Site target, int alt) {
        String wanted = target.alts().get(alt);
        if (site.alts().size() > MOST_ALTS) return -1;
        for (int i = 0; i < site.alts().size(); i++) {
            if (!Alleles.sameChange(site.ref(), site.alts().get(i), target.ref(), wanted)) continue;
            return Alleles.symbolic(wanted) && !Alleles.unspecified(wanted) && !sameEvent(site, target) ? -1 : i + 1;
        }
        return -1;
    }

    /** Whether two records with the same symbolic ALT may be one event: same END where both tell one, else no other ID. */
    private static boolean sameEvent(Site a, Site b) {
        if (a.endBp() > a.pos() && b.endBp() > b.pos()) return a.endBp() == b.endBp();
        return a.id().equals(".") || b.id().equals(".") || a.id().equals(b.id());
    }

    /** Of several panel records with an ALT, the one with the highest is meant, if it is the only one. */
    private static int score(Site site, Site target) {
        int score = 1;
        if (site.id().equals(target.id()) && !site.id().equals(".")) score += 1;
        if (site.endBp() == target.endBp()) score += 2;
        boolean all = true;
        for (int a = 0; a < target.alts().size(); a++) all &= codeOf(site, target, a) > 0;
        return all ? score + 4 : score;
    }

    /**
     * One panel site has all alleles of a record of substitutions, but not as REF and ALT.
     *
     * @param read the target, its alleles as they are to be read
     */
    private Match exchanged(int targetSite, Site target, Site read, Fate fate, int from, int to) {
        PanelCodes found = null;
        for (int p = from; p < to; p++) {
            byte[] codes = anyOrder(panel.get(p), read);
            if (codes.length == 0) continue;
            if (found != null) return Match.unused(Fate.SEVERAL_RECORDS);
            found = new PanelCodes(targetSite, p, codes, panel.get(p).alts().size());
        }
        return found == null ? Match.unused(Fate.ALLELES_DIFFER) : new Match(fate, List.of(found));
    }

    /** Panel codes of REF and ALTs of a record; empty if the panel site does not have them all, or is no substitution. */
    private static byte[] anyOrder(Site site, Site target) {
        byte[] none = {};
        if (!Alleles.sameLength(site) || site.alts().size() > MOST_ALTS) return none;
        byte[] codes = new byte[1 + target.alts().size()];
        for (int a = 0; a < codes.length; a++) {
            String wanted = Alleles.plain(a == 0 ? target.ref() : target.alts().get(a - 1));
            int code = wanted.equals(Alleles.plain(site.ref())) ? 0 : -1;
            for (int i = 0; i < site.alts().size() && code < 0; i++) {
                if (wanted.equals(Alleles.plain(site.alts().get(i)))) code = i + 1;
            }
            if (code < 0) return none;
            codes[a] = (byte) code;
        }
        return codes;
    }

    private static Site otherStrand(Site site) {
        return new Site(
                site.contig(),
                site.pos(),
                site.id(),
                Alleles.reverseComplement(Alleles.plain(site.ref())),
                site.alts().stream()
                        .map(alt -> Alleles.reverseComplement(Alleles.plain(alt)))
                        .toList());
    }
}
