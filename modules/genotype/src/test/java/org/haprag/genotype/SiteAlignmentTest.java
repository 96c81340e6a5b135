package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.haprag.genotype.SiteAlignment.Fate;
import org.haprag.genotype.SiteAlignment.StrandFlips;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
        "A,G, T,C, DROP, ALLELES_DIFFER",
        "A,G, A,C, FIX,  ALLELES_DIFFER",
        "AT,A, AT,A, DROP, MATCHED",
        "AT,A, A,AT, DROP, SWAPPED",
        "AC,A, GT,T, FIX, ALLELES_DIFFER",
    })
    void onePairOfSitesMeetsItsFate(
            String panelRef, String panelAlt, String ref, String alt, StrandFlips flips, Fate fate) {
        SiteAlignment alignment =
                SiteAlignment.of(List.of(site(100, panelRef, panelAlt)), List.of(site(100, ref, alt)), flips);
        assertThat(alignment.fate(0)).isEqualTo(fate);
        assertThat(alignment.panelSite(0)).isEqualTo(fate.used() ? 0 : -1);
        assertThat(alignment.counts()).isEqualTo(Map.of(fate, 1));
    }

    @ParameterizedTest
    @CsvSource({"A,G, A,G, 0,1", "A,G, G,A, 1,0", "A,G, T,C, 0,1", "A,G, C,T, 1,0"})
    void usedAllelesArriveInThePanelsCodes(
            String panelRef, String panelAlt, String ref, String alt, byte ofRef, byte ofAlt) {
        List<Site> targetSites = List.of(site(100, ref, alt));
        SiteAlignment alignment =
                SiteAlignment.of(List.of(site(100, panelRef, panelAlt)), targetSites, StrandFlips.FIX);
        TypedHaplotypes typed = alignment.recode(targets(targetSites, new byte[][] {{0, 1}}));
        assertThat(typed.allele(0, 0)).isEqualTo(ofRef);
        assertThat(typed.allele(1, 0)).isEqualTo(ofAlt);
    }

    @Test
    void positionsThePanelLacksAreNotInThePanel() {
        SiteAlignment alignment = align(List.of(site(100, "A", "G")), site(101, "A", "G"));
        assertThat(alignment.fate(0)).isEqualTo(Fate.NOT_IN_PANEL);
        assertThat(alignment.panelSite(0)).isEqualTo(-1);
    }

    @Test
    void chr20AndTwentyAreTheSameContigAndTwentyOneIsNot() {
        List<Site> panel = List.of(site(100, "A", "G"));
        assertThat(align(panel, new Site("chr20", 100, ".", "A", List.of("G"))).fate(0))
                .isEqualTo(Fate.MATCHED);
        assertThat(align(panel, new Site("21", 100, ".", "A", List.of("G"))).fate(0))
                .isEqualTo(Fate.NOT_IN_PANEL);
    }

    @Test
    void theSecondRecordOfAPanelSiteIsADuplicate() {
        SiteAlignment alignment = align(List.of(site(100, "A", "G")), site(100, "A", "G"), site(100, "G", "A"));
        assertThat(alignment.fate(0)).isEqualTo(Fate.MATCHED);
        assertThat(alignment.fate(1)).isEqualTo(Fate.DUPLICATE);
        assertThat(alignment.panelSite(1)).isEqualTo(-1);
    }

    @Test
    void panelRecordsAtOnePositionAreToldApartByTheirAlleles() {
        List<Site> panel = List.of(site(100, "A", "G"), site(100, "A", "T"), site(100, "AT", "A"));
        SiteAlignment alignment =
                align(panel, site(100, "AT", "A"), site(100, "A", "T"), site(100, "A", "G"), site(100, "A", "C"));
        assertThat(List.of(alignment.panelSite(0), alignment.panelSite(1), alignment.panelSite(2)))
                .containsExactly(2, 1, 0);
        assertThat(alignment.fate(3)).isEqualTo(Fate.ALLELES_DIFFER);
    }

    @Test
    void anExactMatchIsPreferredToASwapWhateverTheOrderOfRecords() {
        List<Site> panel = List.of(site(100, "G", "A"), site(100, "A", "G"));
        SiteAlignment alignment = align(panel, site(100, "A", "G"));
        assertThat(alignment.fate(0)).isEqualTo(Fate.MATCHED);
        assertThat(alignment.panelSite(0)).isEqualTo(1);
    }

    @Test
    void aDuplicateIsSaidToBeOneEvenIfAnotherRecordAtItsPositionDiffers() {
        List<Site> panel = List.of(site(100, "A", "C"), site(100, "A", "G"));
        assertThat(align(panel, site(100, "A", "G"), site(100, "A", "G")).fate(1))
                .isEqualTo(Fate.DUPLICATE);
    }

    @Test
    void multiAllelicAllelesAreRecodedOneByOne() {
        List<Site> panel = List.of(site(100, "A", "C", "G", "T"));
        List<Site> targetSites = List.of(site(100, "A", "T", "C"));
        SiteAlignment alignment = SiteAlignment.of(panel, targetSites, StrandFlips.DROP);
        assertThat(alignment.fate(0)).isEqualTo(Fate.MATCHED);
        TypedHaplotypes typed =
                alignment.recode(targets(targetSites, new byte[][] {{0, 1, 2, TargetGenotypes.MISSING}}));
        assertThat(new byte[] {typed.allele(0, 0), typed.allele(1, 0), typed.allele(2, 0), typed.allele(3, 0)})
                .containsExactly(0, 3, 1, TargetGenotypes.MISSING);
    }

    @Test
    void anAltThatThePanelLacksMakesTheAllelesDiffer() {
        assertThat(align(List.of(site(100, "A", "C")), site(100, "A", "C", "G")).fate(0))
                .isEqualTo(Fate.ALLELES_DIFFER);
    }

    @Test
    void aTargetWithoutAltMatchesByItsRef() {
        assertThat(align(List.of(site(100, "A", "C")), site(100, "A")).fate(0)).isEqualTo(Fate.MATCHED);
        assertThat(align(List.of(site(100, "A", "C")), site(100, "G")).fate(0)).isEqualTo(Fate.ALLELES_DIFFER);
    }

    @Test
    void lowerCaseAllelesAreTheSameAlleles() {
        assertThat(align(List.of(site(100, "A", "G")), site(100, "a", "g")).fate(0))
                .isEqualTo(Fate.MATCHED);
        assertThat(align(List.of(site(100, "A", "G")), site(100, "t", "c")).fate(0))
                .isEqualTo(Fate.STRAND_FLIPPED);
    }

    @Test
    void recodedHaplotypesAreInPanelOrderWhateverTheTargetsOrder() {
        List<Site> panel = List.of(site(100, "A", "G"), site(200, "A", "G"), site(300, "A", "G"));
        List<Site> targetSites = List.of(site(300, "G", "A"), site(250, "A", "G"), site(100, "A", "G"));
        SiteAlignment alignment = SiteAlignment.of(panel, targetSites, StrandFlips.DROP);
        TypedHaplotypes typed = alignment.recode(targets(targetSites, new byte[][] {{0, 1}, {1, 1}, {0, 1}}));
        assertThat(typed.panelSites()).containsExactly(0, 2);
        assertThat(typed.row(0)).containsExactly(0, 1);
        assertThat(typed.row(1)).containsExactly(1, 0);
        assertThat(alignment.counts()).isEqualTo(Map.of(Fate.SWAPPED, 1, Fate.NOT_IN_PANEL, 1, Fate.MATCHED, 1));
        assertThat(alignment.targetSiteCount()).isEqualTo(3);
        assertThat(alignment.targetSites()).isEqualTo(targetSites);
    }

    @Test
    void recodedHaplotypesKeepPloidyAndPhase() {
        List<Site> panel = List.of(site(100, "A", "G"), site(200, "A", "G"));
        List<Site> targetSites = List.of(site(200, "A", "G"), site(100, "A", "G"));
        BitMatrix unknown = new BitMatrix(2, 2);
        unknown.set(0, 1);
        TypedHaplotypes typed = SiteAlignment.of(panel, targetSites, StrandFlips.DROP)
                .recode(new TargetGenotypes(
                        new Samples(List.of("HE", "SHE")),
                        Haplotypes.of(1, 2),
                        targetSites,
                        new byte[][] {{1, 0, 1}, {0, 1, 0}},
                        Phasing.unknownAt(unknown)));
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

    private static SiteAlignment align(List<Site> panel, Site... targets) {
        return SiteAlignment.of(panel, List.of(targets), StrandFlips.FIX);
    }

    private static TargetGenotypes targets(List<Site> sites, byte[][] alleles) {
        Samples samples = new Samples(alleles[0].length == 2 ? List.of("T") : List.of("T", "U"));
        return new TargetGenotypes(samples, sites, alleles);
    }

    private static Site site(int pos, String ref, String... alts) {
        return new Site("20", pos, ".", ref, List.of(alts));
    }
}
