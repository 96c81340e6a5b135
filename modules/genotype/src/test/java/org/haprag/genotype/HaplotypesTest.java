package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaplotypesTest {
    /** Haplotypes 0, 1 | 2 | 3 | 4, 5. */
    private static final Haplotypes MIXED = Haplotypes.of(2, 1, 1, 2);

    @Test
    void samplesOfMixedPloidyOwnNeighbouringHaplotypes() {
        assertThat(MIXED.count()).isEqualTo(6);
        assertThat(MIXED.sampleCount()).isEqualTo(4);
        assertThat(IntStream.range(0, 4).map(MIXED::ploidy)).containsExactly(2, 1, 1, 2);
        assertThat(IntStream.range(0, 4).map(MIXED::first)).containsExactly(0, 2, 3, 4);
        assertThat(IntStream.range(0, 4).map(MIXED::end)).containsExactly(2, 3, 4, 6);
        assertThat(IntStream.range(0, 6).map(MIXED::sampleOf)).containsExactly(0, 0, 1, 2, 3, 3);
        assertThat(IntStream.range(0, 6).map(MIXED::indexInSample)).containsExactly(0, 1, 0, 0, 0, 1);
        assertThat(IntStream.range(0, 6).map(MIXED::other)).containsExactly(1, 0, 2, 3, 5, 4);
        assertThat(MIXED.allDiploid()).isFalse();
        assertThat(MIXED).hasToString("4 samples with 6 haplotypes");
    }

    @Test
    void diploidSamplesOwnTwoEach() {
        Haplotypes three = Haplotypes.diploid(3);
        assertThat(three.count()).isEqualTo(6);
        assertThat(IntStream.range(0, 6).map(three::sampleOf)).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(IntStream.range(0, 6).map(three::other)).containsExactly(1, 0, 3, 2, 5, 4);
        assertThat(three.allDiploid()).isTrue();
        assertThat(three).isEqualTo(Haplotypes.of(2, 2, 2)).hasSameHashCodeAs(Haplotypes.of(2, 2, 2));
    }

    @Test
    void haploidSamplesOwnOneEach() {
        Haplotypes three = Haplotypes.of(1, 1, 1);
        assertThat(three.count()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).map(three::sampleOf)).containsExactly(0, 1, 2);
        assertThat(three.allDiploid()).isFalse();
    }

    @Test
    void nobodyHasNoHaplotypes() {
        assertThat(Haplotypes.diploid(0).count()).isZero();
        assertThat(Haplotypes.of()).isEqualTo(Haplotypes.diploid(0));
        assertThat(MIXED.subset(new int[0]).allDiploid()).isTrue();
    }

    @Test
    void partsAreCountedFromTheirOwnStart() {
        assertThat(MIXED.samples(1, 4)).isEqualTo(Haplotypes.of(1, 1, 2));
        assertThat(MIXED.samples(1, 3)).isEqualTo(Haplotypes.of(1, 1));
        assertThat(MIXED.subset(new int[] {3, 1})).isEqualTo(Haplotypes.of(2, 1));
        assertThat(MIXED.subset(new int[] {3, 0})).isEqualTo(Haplotypes.diploid(2));
        assertThat(MIXED.indices(new int[] {3, 1})).containsExactly(4, 5, 2);
        assertThat(Haplotypes.diploid(5).samples(2, 4)).isEqualTo(Haplotypes.diploid(2));
        assertThat(Haplotypes.diploid(5).indices(new int[] {4, 0})).containsExactly(8, 9, 0, 1);
    }

    @Test
    void asManyHaplotypesDealtOtherwiseAreNotEqual() {
        assertThat(Haplotypes.of(1, 2)).isNotEqualTo(Haplotypes.of(2, 1)).isEqualTo(Haplotypes.of(1, 2));
        assertThat(Haplotypes.of(1, 1)).isNotEqualTo(Haplotypes.of(2)).isNotEqualTo(Haplotypes.of(2, 2));
    }

    @Test
    void otherPloidiesAreRefused() {
        assertThatThrownBy(() -> Haplotypes.of(2, 3)).hasMessage("a ploidy is 1 or 2, found 3 for sample 1");
        assertThatThrownBy(() -> Haplotypes.of(0)).hasMessage("a ploidy is 1 or 2, found 0 for sample 0");
        assertThatThrownBy(() -> Haplotypes.diploid(-1)).hasMessage("found -1 samples");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyHaplotypeBelongsToOneSample(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] ploidies =
                random.ints(1 + random.nextInt(40), 1, seed == 1 ? 2 : 3).toArray();
        Haplotypes haplotypes = Haplotypes.of(ploidies);
        int hap = 0;
        for (int s = 0; s < ploidies.length; s++) {
            assertThat(haplotypes.first(s)).isEqualTo(hap);
            for (int i = 0; i < ploidies[s]; i++, hap++) {
                assertThat(haplotypes.sampleOf(hap)).isEqualTo(s);
                assertThat(haplotypes.indexInSample(hap)).isEqualTo(i);
            }
            assertThat(haplotypes.end(s)).isEqualTo(hap);
        }
        assertThat(haplotypes.count()).isEqualTo(hap);
    }
}
