package org.haprag.metrics.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;

/** Twenty sites with an ALT frequency of .2 in the panel and among the targets, but for one. */
class SiteFrequenciesTest {
    private static final int SITES = 20;
    private static final int ODD = 7;

    private static HaplotypePanel panel(String ref, String alt) {
        List<Site> sites = new ArrayList<>();
        BitMatrix alleles = new BitMatrix(SITES, 200);
        for (int i = 0; i < SITES; i++) {
            sites.add(new Site("20", 100 * (i + 1), ".", ref, List.of(alt)));
            for (int h = 0; h < 40; h++) alleles.set(i, h);
        }
        List<String> names = IntStream.range(0, 100).mapToObj(s -> "P" + s).toList();
        return new HaplotypePanel(new Samples(names), sites, alleles);
    }

    /** @param every ALT at the odd site on every haplotype that is not a multiple of this */
    private static TypedHaplotypes targets(int haplotypes, int every) {
        byte[][] alleles = new byte[haplotypes][SITES];
        for (int h = 0; h < haplotypes; h++) {
            for (int t = 0; t < SITES; t++) alleles[h][t] = (byte) (h % 5 == 0 ? 1 : 0);
            alleles[h][ODD] = (byte) (h % every == 0 ? 0 : 1);
        }
        return new TypedHaplotypes(IntStream.range(0, SITES).toArray(), alleles);
    }

    @Test
    void aPalindromicSiteOnTheOtherStrandIsAnInvertedOutlier() {
        SiteFrequencies frequencies = new SiteFrequencies(panel("A", "T"), targets(100, 5));
        assertThat(frequencies.outliers()).singleElement().satisfies(o -> {
            assertThat(o.site().pos()).isEqualTo(100 * (ODD + 1));
            assertThat(o.palindromic()).isTrue();
            assertThat(o.inverted()).isTrue();
            assertThat(o.inTargets()).isEqualTo(.8);
        });
    }

    @Test
    void anotherOutlierIsNeitherPalindromicNorInverted() {
        SiteFrequencies frequencies = new SiteFrequencies(panel("A", "C"), targets(400, 2));
        assertThat(frequencies.outliers()).singleElement().satisfies(o -> {
            assertThat(o.palindromic()).isFalse();
            assertThat(o.inverted()).isFalse();
        });
    }

    @Test
    void aFewPeopleProveNothing() {
        assertThat(new SiteFrequencies(panel("A", "T"), targets(10, 5)).outliers())
                .isEmpty();
    }

    @Test
    void warningsSayWhatToDoAndCallPalindromesByTheirName() {
        SiteFates fates = new SiteFates(
                "20",
                List.of(new SiteFates.Fate("OTHER_STRAND", "", false, 2), new SiteFates.Fate("MATCHED", "", true, 20)),
                100,
                20,
                5);
        List<RunWarning> warnings = new RunWarnings()
                .sites(fates, FrequencySummary.of(new SiteFrequencies(panel("C", "G"), targets(100, 5))))
                .list();
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0).toString())
                .isEqualTo(
                        "2 target sites fit the panel only on the other strand; not used. Fix: add --fix-strand to recode"
                                + " them, or put the targets on the panel's strand first");
        assertThat(warnings.get(1).what()).startsWith("1 palindromic site (A/T or C/G) has inverted frequencies");
    }
}
