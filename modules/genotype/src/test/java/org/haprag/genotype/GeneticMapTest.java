package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GeneticMapTest {
    private static final GeneticMap MAP =
            new GeneticMap(new int[] {1_000_000, 2_000_000, 3_000_000}, new double[] {10, 10, 14});

    @Test
    void betweenPointsItIsLinear() {
        assertThat(MAP.cm(2_000_000)).isEqualTo(10);
        assertThat(MAP.cm(1_500_000)).isEqualTo(10);
        assertThat(MAP.cm(2_250_000)).isCloseTo(11, within(1e-9));
        assertThat(MAP.cm(3_000_000)).isEqualTo(14);
    }

    @Test
    void beyondItsEndsItGoesOnAtOneCentimorganAMegabase() {
        assertThat(MAP.cm(500_000)).isCloseTo(9.5, within(1e-9));
        assertThat(MAP.cm(4_000_000)).isCloseTo(15, within(1e-9));
    }

    @Test
    void aMapWithoutPointsIsTheConstantRate() {
        assertThat(GeneticMap.constantRate().cm(2_500_000)).isCloseTo(2.5, within(1e-9));
        assertThat(GeneticMap.constantRate().pointCount()).isZero();
        assertThat(MAP.pointCount()).isEqualTo(3);
    }

    @Test
    void sitesOfAPanelGetTheirPositions() {
        List<Site> sites = List.of(
                new Site("20", 1_500_000, ".", "A", List.of("C")), new Site("20", 2_500_000, ".", "A", List.of("C")));
        HaplotypePanel panel = new HaplotypePanel(new Samples(List.of("A")), sites, new BitMatrix(2, 2));
        assertThat(MAP.cmOfSites(panel)).containsExactly(new double[] {10, 12}, within(1e-9));
    }

    @Test
    void laterChangesToTheCallersArraysDoNotReachTheMap() {
        double[] cm = {1, 2};
        GeneticMap map = new GeneticMap(new int[] {100, 200}, cm);
        cm[1] = 50;
        assertThat(map.cm(200)).isEqualTo(2);
    }

    @Test
    void mapsThatDecreaseOrAreNotNumbersAreRefused() {
        assertThatThrownBy(() -> new GeneticMap(new int[] {1, 1}, new double[] {0, 1}))
                .hasMessageContaining("must increase");
        assertThatThrownBy(() -> new GeneticMap(new int[] {1, 2}, new double[] {1, 0}))
                .hasMessageContaining("must increase");
        assertThatThrownBy(() -> new GeneticMap(new int[] {1, 2}, new double[] {0, Double.NaN}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new GeneticMap(new int[] {1}, new double[] {Double.NaN}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new GeneticMap(new int[] {1, 2}, new double[] {0, Double.POSITIVE_INFINITY}))
                .hasMessageContaining("Infinity");
        assertThatThrownBy(() -> new GeneticMap(new int[] {1, 2}, new double[] {0}))
                .hasMessageContaining("2 bp, 1 cM");
    }

    @Test
    void aRegionsContextIsMeasuredInCentimorgansOnBothSides() {
        GeneticMap map = new GeneticMap(new int[] {1_000_000, 2_000_000, 3_000_000}, new double[] {0, 10, 11});
        Region around = map.around(new Region("20", 2_000_000, 2_500_000), 0.5);
        assertThat(around).isEqualTo(new Region("20", 1_950_000, 3_000_000));
        assertThat(map.around(new Region("20", 5, Integer.MAX_VALUE), 1))
                .isEqualTo(new Region("20", 1, Integer.MAX_VALUE));
        assertThat(GeneticMap.constantRate().around(new Region("20", 2_000_000, 2_000_000), 0))
                .isEqualTo(new Region("20", 2_000_000, 2_000_000));
    }

    @Test
    void aMapCoversWhatLiesBetweenItsEnds() {
        GeneticMap map = new GeneticMap(new int[] {100, 200}, new double[] {0, 1});
        assertThat(map.covers(100)).isTrue();
        assertThat(map.covers(200)).isTrue();
        assertThat(map.covers(201)).isFalse();
        assertThat(GeneticMap.constantRate().covers(100)).isFalse();
    }
}
