package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HaplotypePanelTest {
    private static final Samples TWO = new Samples(List.of("A", "B"));
    private static final Site FIRST = site(100, "A", "C");
    private static final Site MULTI = site(200, "A", "C", "G", "T");
    private static final Site LAST = site(200, "G", "A");

    /** Alleles by haplotype: 0,3,1 / 1,0,0 / 1,1,0 / 1,0,1. */
    private static HaplotypePanel panel() {
        BitMatrix bits = new BitMatrix(5, 4);
        for (int hap : new int[] {1, 2, 3}) bits.set(0, hap);
        bits.set(3, 0);
        bits.set(1, 2);
        bits.set(4, 0);
        bits.set(4, 3);
        return new HaplotypePanel(TWO, List.of(FIRST, MULTI, LAST), bits);
    }

    @Test
    void aMultiAllelicSiteOwnsOneRowAnAlt() {
        HaplotypePanel panel = panel();
        assertThat(panel.siteCount()).isEqualTo(3);
        assertThat(panel.alleleRowCount()).isEqualTo(5);
        assertThat(new int[] {panel.firstRow(0), panel.firstRow(1), panel.firstRow(2), panel.firstRow(3)})
                .containsExactly(0, 1, 4, 5);
        assertThat(new int[] {panel.siteOfRow(0), panel.siteOfRow(1), panel.siteOfRow(3), panel.siteOfRow(4)})
                .containsExactly(0, 1, 1, 2);
    }

    @Test
    void allelesAreCodesOfTheSite() {
        assertThat(codes(panel())).isDeepEqualTo(new int[][] {{0, 1, 1, 1}, {3, 0, 1, 0}, {1, 0, 0, 1}});
    }

    @Test
    void frequenciesCountOneAltAtATime() {
        HaplotypePanel panel = panel();
        assertThat(panel.altCount(0)).isEqualTo(3);
        assertThat(panel.altFrequency(0)).isEqualTo(.75);
        assertThat(panel.maf(0)).isEqualTo(.25);
        assertThat(panel.altCount(2)).isZero();
        assertThat(panel.maf(4)).isEqualTo(.5);
    }

    @Test
    void aSliceKeepsTheRowsOfItsSites() {
        HaplotypePanel slice = panel().slice(1, 3);
        assertThat(slice.sites()).containsExactly(MULTI, LAST);
        assertThat(codes(slice)).isDeepEqualTo(new int[][] {{3, 0, 1, 0}, {1, 0, 0, 1}});
        assertThat(slice.altCount(0)).isEqualTo(1);
        assertThat(panel().slice(1, 1).siteCount()).isZero();
    }

    @Test
    void aSubsetTakesSamplesInTheOrderAskedForAndCountsAnew() {
        HaplotypePanel turned = panel().subset(new int[] {1, 0});
        assertThat(turned.samples().names()).containsExactly("B", "A");
        assertThat(codes(turned)).isDeepEqualTo(new int[][] {{1, 1, 0, 1}, {1, 0, 3, 0}, {0, 1, 1, 0}});
        HaplotypePanel one = panel().subset(new int[] {1});
        assertThat(one.haplotypeCount()).isEqualTo(2);
        assertThat(one.altFrequency(0)).isEqualTo(1);
        assertThat(one.altCount(3)).isZero();
    }

    /** As {@link #panel}, the third haplotype that of a man between two women. */
    private static HaplotypePanel mixed() {
        BitMatrix bits = new BitMatrix(1, 5);
        for (int hap : new int[] {1, 2, 3}) bits.set(0, hap);
        return new HaplotypePanel(new Samples(List.of("A", "B", "C")), Haplotypes.of(2, 1, 2), List.of(FIRST), bits);
    }

    @Test
    void aHaploidSampleCountsOnceInFrequencies() {
        assertThat(mixed().haplotypeCount()).isEqualTo(5);
        assertThat(mixed().altCount(0)).isEqualTo(3);
        assertThat(mixed().altFrequency(0)).isEqualTo(3 / 5.0);
        assertThat(mixed().subset(new int[] {1}).altFrequency(0)).isEqualTo(1);
    }

    @Test
    void partsOfAPanelKeepThePloidyOfTheirSamples() {
        HaplotypePanel turned = mixed().subset(new int[] {2, 1});
        assertThat(turned.haplotypes()).isEqualTo(Haplotypes.of(2, 1));
        assertThat(codes(turned)).isDeepEqualTo(new int[][] {{1, 0, 1}});
        assertThat(mixed().subset(new int[] {0, 2}).haplotypes()).isEqualTo(Haplotypes.diploid(2));
        assertThat(mixed().slice(0, 1).haplotypes()).isEqualTo(mixed().haplotypes());
        assertThat(mixed().atSites(new int[] {0}).haplotypes()).isEqualTo(mixed().haplotypes());
    }

    @Test
    void haplotypesMustBeThoseOfTheSamplesAndTheMatrix() {
        assertThatThrownBy(() -> new HaplotypePanel(TWO, Haplotypes.of(2, 1), List.of(FIRST), new BitMatrix(1, 4)))
                .hasMessage("panel of 1 allele rows and 3 haplotypes got a matrix of 1 x 4");
        assertThatThrownBy(() -> new HaplotypePanel(TWO, Haplotypes.diploid(1), List.of(FIRST), new BitMatrix(1, 2)))
                .hasMessage("2 samples, but haplotypes of 1");
    }

    @Test
    void sitesOutOfOrderOnTwoContigsOrWithoutAltAreRefused() {
        assertThatThrownBy(() -> biallelic(site(200, "A", "C"), site(100, "A", "C")))
                .hasMessageContaining("20:100 A>C is out of order after 20:200 A>C");
        assertThatThrownBy(() -> biallelic(FIRST, new Site("21", 200, ".", "A", List.of("C"))))
                .hasMessageContaining("21:200 A>C is out of order");
        assertThatThrownBy(() -> biallelic(site(200, "A"))).hasMessageContaining("has no ALT allele");
        assertThatThrownBy(() -> new HaplotypePanel(TWO, List.of(MULTI), new BitMatrix(1, 4)))
                .hasMessageContaining("3 allele rows and 4 haplotypes got a matrix of 1 x 4");
    }

    private static HaplotypePanel biallelic(Site... sites) {
        return new HaplotypePanel(TWO, List.of(sites), new BitMatrix(sites.length, 4));
    }

    private static int[][] codes(HaplotypePanel panel) {
        int[][] codes = new int[panel.siteCount()][panel.haplotypeCount()];
        for (int s = 0; s < codes.length; s++) {
            for (int h = 0; h < codes[s].length; h++) codes[s][h] = panel.allele(s, h);
        }
        return codes;
    }

    private static Site site(int pos, String ref, String... alts) {
        return new Site("20", pos, ".", ref, List.of(alts));
    }
}
