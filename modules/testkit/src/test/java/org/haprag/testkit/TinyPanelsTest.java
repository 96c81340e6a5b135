package org.haprag.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.junit.jupiter.api.Test;

class TinyPanelsTest {
    @Test
    void aWrittenPanelHoldsWhatWasWritten() {
        HaplotypePanel panel = TinyPanels.of("012", "100");
        assertThat(panel.allele(0, 1)).isEqualTo(1);
        assertThat(panel.allele(1, 0)).isEqualTo(1);
        assertThat(panel.allele(2, 0)).isEqualTo(2);
        assertThat(panel.site(2).alts()).hasSize(2);
        assertThat(panel.site(2).pos()).isEqualTo(3 * TinyPanels.SPACING_BP);
        assertThat(TinyPanels.at(new int[] {7, 7}, "01", "10").site(1).pos()).isEqualTo(7);
    }

    @Test
    void everySiteIsAnSnvWithDistinctAlleles() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(60, 300, 20, .3, 1);
        for (int s = 0; s < panel.siteCount(); s++) {
            assertThat(panel.site(s).snv()).isTrue();
            assertThat(panel.site(s).alts())
                    .doesNotHaveDuplicates()
                    .doesNotContain(panel.site(s).ref());
        }
        for (int row = 0; row < panel.alleleRowCount(); row++)
            assertThat(panel.altCount(row)).isPositive();
        assertThat(panel.alleleRowCount()).isBetween(360, 420);
    }

    @Test
    void aSeedMakesThePanel() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(20, 100, 8, 1);
        assertThat(TinyPanels.mosaicPanel(20, 100, 8, 1).sites()).isEqualTo(panel.sites());
        assertThat(TinyPanels.mosaicPanel(20, 100, 8, 2).sites()).isNotEqualTo(panel.sites());
        assertThat(TinyPanels.random(20, 100, 1).altCount(50))
                .isEqualTo(TinyPanels.random(20, 100, 1).altCount(50));
    }

    @Test
    void neighboursAreInLdInAMosaicPanelAndNotInARandomOne() {
        assertThat(meanR2OfCommonNeighbours(TinyPanels.mosaicPanel(400, 1000, 12, 3)))
                .isGreaterThan(.1);
        assertThat(meanR2OfCommonNeighbours(TinyPanels.random(400, 400, 3))).isLessThan(.01);
    }

    @Test
    void mostSitesOfAMosaicPanelAreRarerThanCommon() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(1000, 500, 100, 4);
        long rare = IntStream.range(0, 500).filter(row -> panel.maf(row) < .05).count();
        assertThat(rare).isGreaterThan(300);
    }

    private static double meanR2OfCommonNeighbours(HaplotypePanel panel) {
        int[] common = IntStream.range(0, panel.siteCount())
                .filter(s -> panel.maf(s) >= .05)
                .toArray();
        double sum = 0;
        for (int i = 1; i < common.length; i++) sum += r2(panel, common[i - 1], common[i]);
        return sum / (common.length - 1);
    }

    private static double r2(HaplotypePanel panel, int a, int b) {
        int both = 0;
        for (int h = 0; h < panel.haplotypeCount(); h++) {
            if (panel.allele(a, h) == 1 && panel.allele(b, h) == 1) both++;
        }
        double p = panel.altFrequency(a);
        double q = panel.altFrequency(b);
        double d = both / (double) panel.haplotypeCount() - p * q;
        return d * d / (p * (1 - p) * q * (1 - q));
    }

    @Test
    void panelsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> TinyPanels.of("01")).hasMessageContaining("two haplotypes, found 1");
        assertThatThrownBy(() -> TinyPanels.of("01", "0")).hasMessageContaining("2 sites, but haplotype 0");
        assertThatThrownBy(() -> TinyPanels.of("0x", "00")).hasMessageContaining("0x");
        assertThatThrownBy(() -> TinyPanels.mosaicPanel(4, 4, 1, 0)).hasMessageContaining("found 1");
    }
}
