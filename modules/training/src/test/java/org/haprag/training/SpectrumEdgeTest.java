package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

class SpectrumEdgeTest {
    private static final int HAPLOTYPES = 100;

    /** Sites whose ALT has these many carriers, at random; of every second site the REF. */
    private static HaplotypePanel panel(int... carriers) {
        SplittableRandom random = new SplittableRandom(carriers.length);
        char[][] haplotypes = new char[HAPLOTYPES][carriers.length];
        for (int site = 0; site < carriers.length; site++) {
            char rarer = site % 2 == 0 ? '1' : '0';
            for (char[] haplotype : haplotypes) haplotype[site] = rarer == '1' ? '0' : '1';
            for (int left = carriers[site]; left > 0; ) {
                char[] haplotype = haplotypes[random.nextInt(HAPLOTYPES)];
                if (haplotype[site] == rarer) continue;
                haplotype[site] = rarer;
                left--;
            }
        }
        return TinyPanels.of(Arrays.stream(haplotypes).map(String::new).toArray(String[]::new));
    }

    /** As many sites with k carriers as a growing population has, 400 / k, for k from a count on. */
    private static int[] spectrum(int from, int... stragglers) {
        List<Integer> out = new ArrayList<>();
        for (int s : stragglers) out.add(s);
        for (int k = from; k <= HAPLOTYPES / 2; k++) for (int i = 0; i < 400 / k; i++) out.add(k);
        return out.stream().mapToInt(k -> k).toArray();
    }

    @Test
    void aWholeSpectrumBeginsAtOneCarrier() {
        assertThat(new SpectrumEdge(panel(spectrum(1))).without(3)).isEqualTo(1);
    }

    @Test
    void aFilteredOneBeginsWhereTheFilterCutItStragglersOrNot() {
        assertThat(new SpectrumEdge(panel(spectrum(5))).without(3)).isEqualTo(5);
        assertThat(new SpectrumEdge(panel(spectrum(5, 4, 4, 4, 4, 4, 3, 3, 2))).without(0))
                .isEqualTo(5);
    }

    @Test
    void aFlatOneAsOfAnArrayIsNotCutInHalf() {
        int[] eightOfEach = IntStream.range(0, 400).map(i -> 1 + i / 8).toArray();
        assertThat(new SpectrumEdge(panel(eightOfEach)).without(7)).isLessThan(5);
    }

    @Test
    void aPanelWithoutVariationTeachesNothingAndFailsNowhere() {
        assertThat(new SpectrumEdge(panel(0, 0, 0)).without(1)).isEqualTo(1);
    }

    /** An allele with fewer carriers than the filter lets through is there because the pseudo-target has it. */
    @Test
    void rowsWhosePresenceGivesTheAnswerAwayAreNotTaught() {
        HaplotypePanel panel = panel(spectrum(5));
        TrainingRegion region = new TrainingRegion("filtered", panel, GeneticMap.constantRate(), 0.2, 1);
        int tellTale = 0;
        for (int sample = 0; sample < HAPLOTYPES / 2; sample++) {
            for (int row = 0; row < panel.alleleRowCount(); row++) {
                int own = (panel.alleles().get(row, 2 * sample) ? 1 : 0)
                        + (panel.alleles().get(row, 2 * sample + 1) ? 1 : 0);
                int visible = panel.altCount(row) - own;
                boolean few = Math.min(visible, HAPLOTYPES - 2 - visible) < 5;
                if (few) tellTale++;
                assertThat(region.teaches(sample, visible / (float) (HAPLOTYPES - 2)))
                        .isEqualTo(!few);
            }
        }
        assertThat(tellTale).isGreaterThan(100);
    }
}
