package org.haprag.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.testkit.TinyPanels;
import org.haprag.training.TrainingRegion;
import org.junit.jupiter.api.Test;

class PanelRegionsTest {
    @Test
    void rangesCoverALongPanelAndKeepTheLimits() {
        double[] siteCm = IntStream.range(0, 100_000).mapToDouble(i -> i * 1e-4).toArray(); // 10 cM
        List<int[]> ranges = PanelRegions.ranges(siteCm);
        assertThat(ranges.get(0)[0]).isZero();
        assertThat(ranges.get(ranges.size() - 1)[1]).isEqualTo(siteCm.length);
        for (int i = 0; i < ranges.size(); i++) {
            int[] r = ranges.get(i);
            if (i > 0) assertThat(r[0]).isEqualTo(ranges.get(i - 1)[1]);
            assertThat(r[1] - r[0]).isBetween(1, 30_000);
            assertThat(siteCm[r[1] - 1] - siteCm[r[0]]).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void ofAVeryLongPanelTheSeedChoosesRegionsInOrder() {
        int sites = 200 * 250; // 250 windows of 6 cM at 1 cM/Mb, 200 sites each
        int[] posBp = IntStream.range(0, sites).map(i -> 1 + i * 30_000).toArray();
        HaplotypePanel panel = TinyPanels.at(
                posBp,
                "0".repeat(sites),
                "1".repeat(sites),
                "0".repeat(sites),
                "1".repeat(sites),
                "0".repeat(sites),
                "0".repeat(sites));
        List<String> first = names(PanelRegions.of("p", panel, GeneticMap.constantRate(), .3, 1));
        assertThat(first).hasSize(24);
        assertThat(names(PanelRegions.of("p", panel, GeneticMap.constantRate(), .3, 1)))
                .isEqualTo(first);
        assertThat(names(PanelRegions.of("p", panel, GeneticMap.constantRate(), .3, 2)))
                .isNotEqualTo(first);
    }

    private static List<String> names(List<TrainingRegion> regions) {
        return regions.stream().map(TrainingRegion::name).toList();
    }

    @Test
    void aPanelOfTwoSamplesIsRefused() {
        HaplotypePanel panel = TinyPanels.random(4, 300, 1);
        assertThatThrownBy(() -> PanelRegions.of("p.vcf", panel, GeneticMap.constantRate(), .1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("p.vcf")
                .hasMessageContaining("2 samples");
    }
}
