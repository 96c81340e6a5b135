package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrequencyComparisonTest {
    private static final int HAPLOTYPES = 40;

    @Test
    void aFrequencyFarFromThePanelsIsAnOutlierUnlessFewAreCalled() {
        FrequencyComparison comparison = compare(new int[] {4, 20, 36}, new int[] {6, 36, 4}, HAPLOTYPES);
        assertThat(comparison.target(1)).isEqualTo(0.9);
        assertThat(comparison.panel(1)).isEqualTo(0.5);
        assertThat(IntStream.range(0, 3).mapToObj(comparison::outlier)).containsExactly(false, false, true);
        assertThat(compare(new int[] {36}, new int[] {0}, 20).outlier(0)).isTrue();
        assertThat(compare(new int[] {36}, new int[] {0}, 19).outlier(0)).isFalse();
    }

    @Test
    void sitesWithoutCallsCountNowhere() {
        FrequencyComparison comparison = compare(new int[] {4}, new int[] {0}, 0);
        assertThat(comparison.target(0)).isNaN();
        assertThat(comparison.outlier(0)).isFalse();
        assertThat(comparison.correlation()).isNaN();
    }

    @Test
    void frequenciesThatFollowThePanelsCorrelate() {
        assertThat(compare(new int[] {4, 20, 36}, new int[] {4, 20, 36}, HAPLOTYPES)
                        .correlation())
                .isCloseTo(1, within(1e-9));
        assertThat(compare(new int[] {4, 20, 36}, new int[] {36, 20, 4}, HAPLOTYPES)
                        .correlation())
                .isCloseTo(-1, within(1e-9));
    }

    /** @param called target haplotypes with a call; the ALT's carriers come first */
    private static FrequencyComparison compare(int[] panelCarriers, int[] targetCarriers, int called) {
        int n = panelCarriers.length;
        BitMatrix alts = new BitMatrix(n, HAPLOTYPES);
        byte[][] observed = new byte[HAPLOTYPES][n];
        for (int s = 0; s < n; s++) {
            for (int h = 0; h < panelCarriers[s]; h++) alts.set(s, h);
            for (int h = 0; h < HAPLOTYPES; h++) {
                observed[h][s] = (byte) (h >= called ? -1 : h < targetCarriers[s] ? 1 : 0);
            }
        }
        HaplotypePanel panel = new HaplotypePanel(
                new Samples(IntStream.range(0, HAPLOTYPES / 2)
                        .mapToObj(i -> "P" + i)
                        .toList()),
                IntStream.range(0, n)
                        .mapToObj(s -> new Site("20", 100 + s, ".", "A", List.of("G")))
                        .toList(),
                alts);
        return FrequencyComparison.of(
                panel, new TypedHaplotypes(IntStream.range(0, n).toArray(), observed));
    }
}
