package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.haprag.genotype.Haplotypes;
import org.junit.jupiter.api.Test;

class WeightedPriorTest {
    private static final int SAMPLES = 1000;

    private static WeightedPrior prior(WeightedPrior.Weights weights, int most) {
        Exclusions exclusions = Exclusions.of(new int[][] {{3, 700}});
        int[] summed = exclusions.seen(0, SAMPLES, most);
        return new WeightedPrior(weights, Haplotypes.diploid(SAMPLES), summed, 2 * (SAMPLES - 2));
    }

    private static float weight(int haplotype) {
        return haplotype >> 1 == 3 || haplotype >> 1 == 700 ? 0 : 1 + haplotype % 7;
    }

    @Test
    void isAsTheWeightsAreAndSumsToOne() {
        WeightedPrior prior = prior(WeightedPriorTest::weight, SAMPLES);
        assertThat(IntStream.range(0, 2 * SAMPLES).mapToDouble(prior::of).sum()).isCloseTo(1, within(1e-5));
        assertThat(prior.of(6)).isZero();
        assertThat(prior.of(13) / prior.of(14)).isCloseTo(7f, within(1e-5f));
    }

    @Test
    void someSamplesStandForAllOfALargePanel() {
        WeightedPrior all = prior(WeightedPriorTest::weight, SAMPLES);
        WeightedPrior some = prior(WeightedPriorTest::weight, 200);
        for (int h = 0; h < 2 * SAMPLES; h++) {
            assertThat(some.of(h)).isCloseTo(all.of(h), within(all.of(h) * .05f));
        }
    }

    @Test
    void aLargePanelIsNotWorkedThrough() {
        AtomicInteger asked = new AtomicInteger();
        WeightedPrior prior = prior(
                h -> {
                    asked.incrementAndGet();
                    return 1;
                },
                100);
        for (int i = 0; i < 5; i++) prior.of(42);
        assertThat(asked.get()).isLessThanOrEqualTo(201);
    }

    @Test
    void whatIsNotSeenIsNotAmongTheSamplesAndMovesNone() {
        int[] not = {0, 1, 5, 998, 999};
        Exclusions exclusions = Exclusions.of(new int[][] {not});
        int[] seen = exclusions.seenByAll(SAMPLES);
        for (int most : new int[] {1, 7, 300, 994, 995, 5000}) {
            int[] some = exclusions.seen(0, SAMPLES, most);
            int[] ofRest = Exclusions.none(1).seen(0, seen.length, most);
            assertThat(some).isEqualTo(Arrays.stream(ofRest).map(s -> seen[s]).toArray());
        }
    }
}
