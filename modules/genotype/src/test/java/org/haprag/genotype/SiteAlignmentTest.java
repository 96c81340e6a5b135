package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haprag.genotype.SiteAlignment.Fate;
import org.haprag.genotype.SiteAlignment.StrandFlips;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteAlignmentTest {
    @ParameterizedTest
    @CsvSource({
        "A,G, A,G, FIX,  MATCHED",
        "A,T, A,T, FIX,  MATCHED",
        "A,G, G,A, DROP, SWAPPED",
        "A,T, T,A, FIX,  AMBIGUOUS_STRAND",
        "C,G, G,C, DROP, AMBIGUOUS_STRAND",
        "A,G, T,C, FIX,  STRAND_FLIPPED",
        "A,G, C,T, FIX,  STRAND_FLIPPED",
        "A,G, T,C, DROP, OTHER_STRAND",
        "A,G, A,C, FIX,  ALLELES_DIFFER",
        "AT,A, AT,A, DROP, MATCHED",
        "ATT,AT, AT,A, DROP, MATCHED",
        "AC,GT, GT,AC, DROP, AMBIGUOUS_STRAND",
        "AC,GG, GG,AC, DROP, SWAPPED",
        "A,AT, AT,A, DROP, ALLELES_DIFFER",
        "AT,A, A,AT, FIX, ALLELES_DIFFER",
        "AC,A, GT,T, FIX, ALLELES_DIFFER",
        "A,<DEL>, N,<DEL>, DROP, MATCHED",
        "A,<DEL>, A,<DUP>, DROP, ALLELES_DIFFER",
    })
    void onePairOfSitesMeetsItsFate(
            String panelRef, String panelAlt, String ref, String alt, StrandFlips flips, Fate fate) {
        SiteAlignment alignment =
                SiteAlignment.of(panel(site(100, panelRef, panelAlt)), uncalled(site(100, ref, alt)), flips);
        assertThat(alignment.fate(0)).isEqualTo(fate);
        assertThat(alignment.typedSite(0)).isEqualTo(fate.used() ? 0 : -1);
        assertThat(alignment.counts()).isEqualTo(Map.of(fate, 1));
    }

    @ParameterizedTest
    @CsvSource({"A,G, A,G, 0,1", "A,G, G,A, 1,0", "A,G, T,C, 0,1", "A,G, C,T, 1,0"})
    void usedAllelesArriveInThePanelsCodes(
            String panelRef, String panelAlt, String ref, String alt, byte ofRef, byte ofAlt) {
        TypedHaplotypes typed = SiteAlignment.of(
                        panel(site(100, panelRef, panelAlt)),
                        targets(List.of(site(100, ref, alt)), new byte[][] {{0, 1}}),
                        StrandFlips.FIX)
                .typed();
        assertThat(typed.allele(0, 0)).isEqualTo(ofRef);
        assertThat(typed.allele(1, 0)).isEqualTo(ofAlt);
    }

    @Test
    void positionsThePanelLacksAreNotInThePanel() {
        SiteAlignment alignment = align(panel(site(100, "A", "G")), site(101, "A", "G"));
        assertThat(alignment.fate(0)).isEqualTo(Fate.NOT_IN_PANEL);
        assertThat(alignment.typedSite(0)).isEqualTo(-1);
    }

    @Test
    void chr20AndTwentyAreTheSameContigAndTwentyOneIsNot() {
        HaplotypePanel panel = panel(site(100, "A", "G"));
        assertThat(align(panel, new Site("chr20", 100, ".", "A", List.of("G"))).fate(0))
                .isEqualTo(Fate.MATCHED);
        assertThat(align(panel, new Site("21", 100, ".", "A", List.of("G"))).fate(0))
                .isEqualTo(Fate.NOT_IN_PANEL);
    }

    @Test
    void probesOfOneSiteAreMergedAndMissingWhereTheyDisagree() {
        List<Site> probes = List.of(site(100, "A", "G"), site(100, "A", "G"), site(100, "G", "A"));
        SiteAlignment alignment = SiteAlignment.of(
                panel(site(100, "A", "G")),
                targets(probes, new byte[][] {{0, -1, 1, 0}, {-1, 1, 1, 0}, {1, -1, 1, -1}}),
                StrandFlips.DROP);
        assertThat(alignment.counts()).isEqualTo(Map.of(Fate.MERGED, 3));
        assertThat(alignment.typed().typedCount()).isEqualTo(1);
        assertThat(called(alignment.typed(), 0)).containsExactly(0, 1, -1, 0);
        assertThat(alignment.disagreements()).isEqualTo(1);
    }

    @Test
    void unphasedProbesAgreeWhateverTheOrderOfTheirAlleles() {
        BitMatrix unknown = new BitMatrix(2, 2);
        unknown.set(1, 0);
        List<Site> probes = List.of(site(100, "A", "G"), site(100, "A", "G"));
        SiteAlignment alignment = SiteAlignment.of(
                panel(site(100, "A", "G")),
                new TargetGenotypes(
                        new Samples(List.of("T", "U")),
                        Haplotypes.diploid(2),
                        probes,
                        new byte[][] {{0, 1, 0, 1}, {1, 0, 1, 0}},
                        Phasing.unknownAt(unknown)),
                StrandFlips.DROP);
        assertThat(called(alignment.typed(), 0)).containsExactly(0, 1, -1, -1);
        assertThat(alignment.typed().phaseKnown(0, 0)).isFalse();
    }

    @Test
    void panelRecordsAtOnePositionAreToldApartByTheirAlleles() {
        HaplotypePanel panel = panel(site(100, "A", "G"), site(100, "A", "T"), site(100, "AT", "A"));
        SiteAlignment alignment =
                align(panel, site(100, "AT", "A"), site(100, "A", "T"), site(100, "A", "G"), site(100, "A", "C"));
        assertThat(List.of(panelSite(alignment, 0), panelSite(alignment, 1), panelSite(alignment, 2)))
                .containsExactly(2, 1, 0);
        assertThat(alignment.fate(3)).isEqualTo(Fate.ALLELES_DIFFER);
    }

    @Test
    void anExactMatchIsPreferredToASwapWhateverTheOrderOfRecords() {
        SiteAlignment alignment = align(panel(site(100, "G", "A"), site(100, "A", "G")), site(100, "A", "G"));
        assertThat(alignment.fate(0)).isEqualTo(Fate.MATCHED);
        assertThat(panelSite(alignment, 0)).isEqualTo(1);
    }

    @Test
    void equalPanelRecordsAreToldApartByIdOrNotUsed() {
        HaplotypePanel panel = panel(named("rs1", 0, "A", "G"), named("rs2", 0, "A", "G"));
        assertThat(panelSite(align(panel, named("rs2", 0, "A", "G")), 0)).isEqualTo(1);
        assertThat(align(panel, site(100, "A", "G")).fate(0)).isEqualTo(Fate.SEVERAL_RECORDS);
    }

    @Test
    void structuralVariantsAtOnePositionAreToldApartByTheirEnd() {
        HaplotypePanel panel = panel(named(".", 5000, "A", "<DEL>"), named(".", 300, "A", "<DEL>"));
        assertThat(panelSite(align(panel, named(".", 300, "A", "<DEL>")), 0)).isEqualTo(1);
        assertThat(align(panel, named(".", 400, "A", "<DEL>")).fate(0)).isEqualTo(Fate.ALLELES_DIFFER);
        assertThat(align(panel, named(".", 0, "A", "<DEL>")).fate(0)).isEqualTo(Fate.SEVERAL_RECORDS);
    }

    @Test
    void structuralVariantsWithoutEndAreToldApartByTheirId() {
        HaplotypePanel panel = panel(named("long", 0, "A", "<DEL>"), named("short", 0, "A", "<DEL>"));
        assertThat(panelSite(align(panel, named("short", 300, "A", "<DEL>")), 0))
                .isEqualTo(1);
        assertThat(align(panel, named("other", 300, "A", "<DEL>")).fate(0)).isEqualTo(Fate.ALLELES_DIFFER);
    }

    @Test
    void multiAllelicAllelesAreRecodedOneByOne() {
        SiteAlignment alignment = SiteAlignment.of(
                panel(site(100, "A", "C", "G", "T")),
                targets(List.of(site(100, "A", "T", "C")), new byte[][] {{0, 1, 2, TargetGenotypes.MISSING}}),
                StrandFlips.DROP);
        assertThat(alignment.fate(0)).isEqualTo(Fate.MATCHED);
        assertThat(called(alignment.typed(), 0)).containsExactly(0, 3, 1, TargetGenotypes.MISSING);
    }

    @Test
    void aSplitRecordIsPutTogetherAgainBesideAJoinedPanelSite() {
        List<Site> split = List.of(site(100, "A", "C"), site(100, "A", "G"));
        SiteAlignment zeros = SiteAlignment.of(
                panel(site(100, "A", "C", "G")),
                targets(split, new byte[][] {{0, 1, 0, 1}, {0, 0, 1, 1}}),
                StrandFlips.DROP);
        assertThat(zeros.counts()).isEqualTo(Map.of(Fate.MERGED, 2));
        assertThat(called(zeros.typed(), 0)).containsExactly(0, 1, 2, -1);
        SiteAlignment dots = SiteAlignment.of(
                panel(site(100, "A", "C", "G")),
                targets(split, new byte[][] {{0, 1, -1, -1}, {0, -1, 1, 0}}),
                StrandFlips.DROP);
        assertThat(called(dots.typed(), 0)).containsExactly(0, 1, 2, -1);
    }

    @Test
    void aJoinedRecordIsSpreadOverTheRecordsOfASplitPanel() {
        HaplotypePanel panel = panel(site(100, "A", "C"), site(100, "AT", "A"), site(100, "A", "G"));
        SiteAlignment alignment = SiteAlignment.of(
                panel, targets(List.of(site(100, "AT", "GT", "A")), new byte[][] {{0, 1, 2, -1}}), StrandFlips.DROP);
        assertThat(alignment.fate(0)).isEqualTo(Fate.SPREAD);
        assertThat(alignment.typed().panelSites()).containsExactly(1, 2);
        assertThat(called(alignment.typed(), 0)).containsExactly(0, 0, 1, -1);
        assertThat(called(alignment.typed(), 1)).containsExactly(0, 1, 0, -1);
    }

    @Test
    void anAltThatThePanelLacksMakesTheAllelesDiffer() {
        assertThat(align(panel(site(100, "A", "C")), site(100, "A", "C", "G")).fate(0))
                .isEqualTo(Fate.ALLELES_DIFFER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "<*>", "<NON_REF>"})
    void whatIsNoAlleleOfTheRecordIsMissing(String unspecified) {
        SiteAlignment alignment = SiteAlignment.of(
                panel(site(100, "A", "C")),
                targets(List.of(site(100, "A", unspecified, "C")), new byte[][] {{0, 1, 2, 0}}),
                StrandFlips.DROP);
        assertThat(alignment.fate(0)).isEqualTo(Fate.MATCHED);
        assertThat(called(alignment.typed(), 0)).containsExactly(0, -1, 1, 0);
    }

    @Test
    void aTargetWithoutAltMatchesSubstitutionsOfItsRefOnly() {
        assertThat(align(panel(site(100, "A", "C")), site(100, "A")).fate(0)).isEqualTo(Fate.MATCHED);
        assertThat(align(panel(site(100, "A", "C")), site(100, "A", "<NON_REF>"))
                        .fate(0))
                .isEqualTo(Fate.MATCHED);
        assertThat(align(panel(site(100, "A", "C")), site(100, "G")).fate(0)).isEqualTo(Fate.ALLELES_DIFFER);
        assertThat(align(panel(site(100, "A", "C")), site(100, "C")).fate(0)).isEqualTo(Fate.ALLELES_DIFFER);
        assertThat(align(panel(site(100, "A", "AT")), site(100, "A")).fate(0)).isEqualTo(Fate.ALLELES_DIFFER);
        SiteAlignment several =
                align(panel(site(100, "A", "AT"), site(100, "A", "C"), site(100, "A", "G")), site(100, "A"));
        assertThat(several.fate(0)).isEqualTo(Fate.SPREAD);
        assertThat(several.typed().panelSites()).containsExactly(1, 2);
    }

    @Test
    void moreAltsThanAByteHoldsMatchNothing() {
        List<String> alts = new ArrayList<>();
        for (int i = 0; i < 130; i++) alts.add("A".repeat(i + 2));
        Site many = new Site("20", 100, ".", "A", alts);
        assertThat(align(panel(many), new Site("20", 100, ".", "A", List.of(alts.get(129))))
                        .fate(0))
                .isEqualTo(Fate.ALLELES_DIFFER);
    }

    @Test
    void lowerCaseAllelesAreTheSameAlleles() {
        assertThat(align(panel(site(100, "A", "G")), site(100, "a", "g")).fate(0))
                .isEqualTo(Fate.MATCHED);
        assertThat(align(panel(site(100, "A", "G")), site(100, "t", "c")).fate(0))
                .isEqualTo(Fate.STRAND_FLIPPED);
    }

    @Test
    void aPalindromeIsUsedUnlessItsFrequencyContradictsThePanel() {
        HaplotypePanel rare = panelOf(4, site(100, "A", "T"));
        assertThat(SiteAlignment.of(rare, targets(4, site(100, "A", "T")), StrandFlips.DROP)
                        .fate(0))
                .isEqualTo(Fate.MATCHED);
        SiteAlignment other = SiteAlignment.of(rare, targets(36, site(100, "A", "T")), StrandFlips.DROP);
        assertThat(other.fate(0)).isEqualTo(Fate.PALINDROME);
        assertThat(other.palindromes().get(0)).isEqualTo(new SiteAlignment.Palindrome(site(100, "A", "T"), .1, .9));
    }

    @Test
    void aPalindromeInAFileOfTheOtherStrandIsNotTakenAsItStands() {
        HaplotypePanel panel = panelOf(18, site(100, "A", "T"), site(200, "A", "G"), site(300, "C", "A"));
        SiteAlignment alignment = SiteAlignment.of(
                panel, targets(18, site(100, "A", "T"), site(200, "T", "C"), site(300, "G", "T")), StrandFlips.FIX);
        assertThat(alignment.counts()).isEqualTo(Map.of(Fate.PALINDROME, 1, Fate.STRAND_FLIPPED, 2));
    }

    @Test
    void recodedHaplotypesAreInPanelOrderWhateverTheTargetsOrder() {
        HaplotypePanel panel = panel(site(100, "A", "G"), site(200, "A", "G"), site(300, "A", "G"));
        List<Site> targetSites = List.of(site(300, "G", "A"), site(250, "A", "G"), site(100, "A", "G"));
        SiteAlignment alignment =
                SiteAlignment.of(panel, targets(targetSites, new byte[][] {{0, 1}, {1, 1}, {0, 1}}), StrandFlips.DROP);
        TypedHaplotypes typed = alignment.typed();
        assertThat(typed.panelSites()).containsExactly(0, 2);
        assertThat(typed.row(0)).containsExactly(0, 1);
        assertThat(typed.row(1)).containsExactly(1, 0);
        assertThat(alignment.counts()).isEqualTo(Map.of(Fate.SWAPPED, 1, Fate.NOT_IN_PANEL, 1, Fate.MATCHED, 1));
        assertThat(alignment.targetSiteCount()).isEqualTo(3);
        assertThat(alignment.targetSites()).isEqualTo(targetSites);
    }

    @Test
    void recodedHaplotypesKeepPloidyAndPhase() {
        HaplotypePanel panel = panel(site(100, "A", "G"), site(200, "A", "G"));
        List<Site> targetSites = List.of(site(200, "A", "G"), site(100, "A", "G"));
        BitMatrix unknown = new BitMatrix(2, 2);
        unknown.set(0, 1);
        TypedHaplotypes typed = SiteAlignment.of(
                        panel,
                        new TargetGenotypes(
                                new Samples(List.of("HE", "SHE")),
                                Haplotypes.of(1, 2),
                                targetSites,
                                new byte[][] {{1, 0, 1}, {0, 1, 0}},
                                Phasing.unknownAt(unknown)),
                        StrandFlips.DROP)
                .typed();
        assertThat(typed.haplotypes()).isEqualTo(Haplotypes.of(1, 2));
        assertThat(typed.row(0)).containsExactly(0, 1);
        assertThat(typed.row(2)).containsExactly(0, 1);
        assertThat(typed.phaseKnown(1, 0)).isTrue();
        assertThat(typed.phaseKnown(1, 1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void everyFateGivesAReason(Fate fate) {
        assertThat(fate.reason()).isNotBlank();
    }

    private static SiteAlignment align(HaplotypePanel panel, Site... targets) {
        return SiteAlignment.of(panel, uncalled(targets), StrandFlips.FIX);
    }

    private static int panelSite(SiteAlignment alignment, int targetSite) {
        return alignment.typed().panelSite(alignment.typedSite(targetSite));
    }

    private static byte[] called(TypedHaplotypes typed, int typedSite) {
        byte[] out = new byte[typed.haplotypeCount()];
        for (int h = 0; h < out.length; h++) out[h] = typed.allele(h, typedSite);
        return out;
    }

    private static TargetGenotypes uncalled(Site... sites) {
        byte[][] alleles = new byte[sites.length][2];
        for (byte[] row : alleles) Arrays.fill(row, TargetGenotypes.MISSING);
        return targets(List.of(sites), alleles);
    }

    /** 20 samples, so many of whose 40 haplotypes carry each ALT. */
    private static TargetGenotypes targets(int carriers, Site... sites) {
        byte[][] alleles = new byte[sites.length][40];
        for (byte[] row : alleles) Arrays.fill(row, 0, carriers, (byte) 1);
        return new TargetGenotypes(names(20), List.of(sites), alleles);
    }

    private static TargetGenotypes targets(List<Site> sites, byte[][] alleles) {
        return new TargetGenotypes(names(alleles[0].length / 2), sites, alleles);
    }

    private static HaplotypePanel panel(Site... sites) {
        return panelOf(4, sites);
    }

    /** 40 haplotypes, so many of which carry each site's first ALT. */
    private static HaplotypePanel panelOf(int carriers, Site... sites) {
        int rows = Arrays.stream(sites).mapToInt(s -> s.alts().size()).sum();
        BitMatrix alleles = new BitMatrix(rows, 40);
        int row = 0;
        for (Site site : sites) {
            for (int h = 0; h < carriers; h++) alleles.set(row, h);
            row += site.alts().size();
        }
        return new HaplotypePanel(names(20), List.of(sites), alleles);
    }

    private static Samples names(int count) {
        return new Samples(IntStream.range(0, count).mapToObj(i -> "S" + i).toList());
    }

    private static Site site(int pos, String ref, String... alts) {
        return new Site("20", pos, ".", ref, List.of(alts));
    }

    /** At 100. @param length of a structural variant, 0 where END does not tell */
    private static Site named(String id, int length, String ref, String alt) {
        return new Site("20", 100, id, ref, List.of(alt), 100 + length);
    }
}
