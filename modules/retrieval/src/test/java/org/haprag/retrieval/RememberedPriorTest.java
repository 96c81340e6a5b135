package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedPriorTest {
    private static final int SAMPLES = 1000;

    @Test
    void isThatWhichItRemembersAndAsksOnce() {
        AtomicInteger asked = new AtomicInteger();
        CopyingPrior prior = new RememberedPrior(
                hap -> {
                    asked.incrementAndGet();
                    return hap == 6 ? 0 : 1 + hap % 7;
                },
                2 * SAMPLES);
        for (int i = 0; i < 5; i++) {
            assertThat(prior.of(13)).isEqualTo(7);
            assertThat(prior.of(14)).isEqualTo(1);
        }
        assertThat(asked.get()).isEqualTo(2);
        assertThat(prior.of(6)).isZero();
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
