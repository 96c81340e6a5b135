package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomDrawTest {
    private static final int[] VALUES = {10, 11, 12, 13, 14};

    @Test
    void anOrderHoldsEveryNumberOnce() {
        int[] order = RandomDraw.order(100, new SplittableRandom(1));
        assertThat(order)
                .containsExactlyInAnyOrder(IntStream.range(0, 100).toArray())
                .isNotEqualTo(IntStream.range(0, 100).toArray())
                .isEqualTo(RandomDraw.order(100, new SplittableRandom(1)));
        assertThat(RandomDraw.order(0, new SplittableRandom(1))).isEmpty();
    }

    @Test
    void someValuesAreDrawnWithoutRepetitionAndTheOthersStayInPlace() {
        int[] values = VALUES.clone();
        int[] drawn = RandomDraw.some(values, 3, new SplittableRandom(2));
        assertThat(drawn).hasSize(3).doesNotHaveDuplicates();
        for (int value : drawn) assertThat(VALUES).contains(value);
        assertThat(values).isEqualTo(VALUES);
        assertThat(RandomDraw.some(values, 9, new SplittableRandom(2))).containsExactlyInAnyOrder(VALUES);
    }

    @Test
    void everyValueIsDrawnAboutAsOften() {
        SplittableRandom random = new SplittableRandom(3);
        int[] first = new int[5];
        int[] drawn = new int[5];
        for (int i = 0; i < 10_000; i++) {
            first[RandomDraw.order(5, random)[0]]++;
            for (int value : RandomDraw.some(VALUES, 2, random)) drawn[value - 10]++;
        }
        for (int n : first) assertThat(n).isBetween(1800, 2200);
        for (int n : drawn) assertThat(n).isBetween(3700, 4300);
    }

    /** Splits of panels into training and validation samples hang on it. */
    @Test
    void aSeedGivesTheSameDrawForGood() {
        assertThat(RandomDraw.order(8, new SplittableRandom(7))).containsExactly(4, 5, 0, 7, 6, 2, 1, 3);
        assertThat(RandomDraw.some(VALUES, 3, new SplittableRandom(7))).containsExactly(11, 13, 10);
    }
}
