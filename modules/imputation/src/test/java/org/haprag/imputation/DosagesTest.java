package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DosagesTest {
    @Test
    void probabilitiesComeBackWithinHalfAStep() {
        Dosages dosages = new Dosages(7, 5);
        Random random = new Random(1);
        float[][][] given = new float[7][5][3];
        for (int row = 0; row < 7; row++) {
            for (int target = 0; target < 5; target++) {
                for (int i = 0; i < 3; i++) given[row][target][i] = random.nextFloat();
                dosages.set(row, target, given[row][target][0], given[row][target][1], given[row][target][2]);
            }
        }
        for (int row = 0; row < 7; row++) {
            for (int target = 0; target < 5; target++) {
                assertThat(dosages.alt(row, target, 0)).isCloseTo(given[row][target][0], within(1.01e-5f));
                assertThat(dosages.alt(row, target, 1)).isCloseTo(given[row][target][1], within(1.01e-5f));
                assertThat(dosages.both(row, target)).isCloseTo(given[row][target][2], within(1.01e-5f));
            }
        }
    }

    @Test
    void zeroAndOneAreExactAndWhatLiesBeyondIsCut() {
        Dosages dosages = new Dosages(1, 2);
        dosages.set(0, 0, 0, 1, 0);
        dosages.set(0, 1, -0.1f, 1.1f, 1);
        assertThat(dosages.alt(0, 0, 0)).isZero();
        assertThat(dosages.alt(0, 0, 1)).isOne();
        assertThat(dosages.alt(0, 1, 0)).isZero();
        assertThat(dosages.alt(0, 1, 1)).isOne();
    }

    @Test
    void posteriorsSumToOneAndGiveTheDosageBack() {
        Dosages dosages = new Dosages(1, 1);
        float[] gp = new float[5];
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            float p1 = random.nextFloat();
            float p2 = random.nextFloat();
            float least = Math.max(0, p1 + p2 - 1);
            float both = least + random.nextFloat() * (Math.min(p1, p2) - least);
            dosages.set(0, 0, p1, p2, both);
            dosages.posteriors(0, 0, gp, 1);
            assertThat(gp[0]).isZero();
            assertThat(gp[4]).isZero();
            assertThat(gp[1] + gp[2] + gp[3]).isCloseTo(1, within(5e-5f));
            assertThat(gp[2] + 2 * gp[3]).isCloseTo(p1 + p2, within(5e-5f));
        }
    }

    @Test
    void batchesOfTargetsJoinInTheirOrder() {
        Dosages two = new Dosages(3, 2);
        Dosages one = new Dosages(3, 1);
        two.set(2, 1, 0.25f, 0.5f, 0.125f);
        one.set(2, 0, 0.75f, 1, 0.75f);
        Dosages all = Dosages.join(List.of(two, one));
        assertThat(all.targetCount()).isEqualTo(3);
        assertThat(all.alt(2, 1, 0)).isEqualTo(two.alt(2, 1, 0));
        assertThat(all.both(2, 1)).isEqualTo(two.both(2, 1));
        assertThat(all.alt(2, 2, 0)).isEqualTo(one.alt(2, 0, 0));
        assertThat(all.alt(1, 2, 1)).isZero();
        assertThat(Dosages.join(List.of(one))).isSameAs(one);
        assertThatThrownBy(() -> Dosages.join(List.of(one, new Dosages(4, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not join");
    }

    @Test
    void moreCellsThanAnArrayHoldsAreRefused() {
        assertThatThrownBy(() -> new Dosages(100_000, 10_000)).isInstanceOf(ArithmeticException.class);
    }
}
