package org.haprag.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;

class MosaicsTest {
    private static final HaplotypePanel PANEL = TinyPanels.mosaicPanel(40, 2000, 10, .1, 1);

    @Test
    void allelesAreThoseOfTheSourceExceptAtErrors() {
        Mosaic mosaic = Mosaics.of(PANEL, .01, .05, 7);
        int errors = 0;
        for (int s = 0; s < mosaic.siteCount(); s++) {
            boolean copied = mosaic.allele(s) == PANEL.allele(s, mosaic.source(s));
            assertThat(copied).isEqualTo(!mosaic.error(s));
            assertThat(mosaic.allele(s))
                    .isBetween((byte) 0, (byte) PANEL.site(s).alts().size());
            errors += mosaic.error(s) ? 1 : 0;
        }
        assertThat(errors).isBetween(60, 140);
        assertThat(mosaic.switchCount()).isBetween(8, 32);
    }

    @Test
    void withoutSwitchesAndErrorsItIsOnePanelHaplotype() {
        Mosaic mosaic = Mosaics.of(PANEL, 0, 0, 3);
        assertThat(mosaic.switchCount()).isZero();
        assertThat(IntStream.range(0, 2000).noneMatch(mosaic::error)).isTrue();
    }

    @Test
    void seedsDecideAndSeveralMosaicsDiffer() {
        assertThat(Mosaics.of(PANEL, .01, 0, 3).alleles())
                .isEqualTo(Mosaics.of(PANEL, .01, 0, 3).alleles());
        List<Mosaic> two = Mosaics.of(PANEL, 2, .01, 0, 3);
        assertThat(two.get(0).alleles()).isNotEqualTo(two.get(1).alleles());
    }

    @Test
    void typedHaplotypesAndTargetsShowTheTypedSitesOnly() {
        List<Mosaic> mosaics = Mosaics.of(PANEL, 4, .01, .01, 5);
        int[] typedSites = {3, 10, 1999};
        TypedHaplotypes typed = Mosaics.typed(mosaics, typedSites);
        TargetGenotypes targets = Mosaics.targets(PANEL, mosaics, typedSites);
        assertThat(typed.panelSites()).isEqualTo(typedSites);
        assertThat(targets.samples().names()).containsExactly("T0", "T1");
        assertThat(targets.sites()).containsExactly(PANEL.site(3), PANEL.site(10), PANEL.site(1999));
        for (int h = 0; h < 4; h++) {
            for (int t = 0; t < 3; t++) {
                assertThat(typed.allele(h, t)).isEqualTo(mosaics.get(h).allele(typedSites[t]));
                assertThat(targets.allele(t, h)).isEqualTo(typed.allele(h, t));
            }
        }
    }
}
