package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenotypeOrderTest {
    private static String text(GenotypeOrder order) {
        return String.join(
                " ",
                IntStream.range(0, order.count())
                        .mapToObj(g -> order.lower(g) + "/" + order.higher(g))
                        .toList());
    }

    @Test
    void theOrderIsThatOfTheSpecification() {
        assertThat(text(GenotypeOrder.diploid(1))).isEqualTo("0/0 0/1 1/1");
        assertThat(text(GenotypeOrder.diploid(2))).isEqualTo("0/0 0/1 1/1 0/2 1/2 2/2");
    }

    @Test
    void haploidGenotypesAreInTheOrderOfAlleles() {
        GenotypeOrder order = GenotypeOrder.haploid(3);
        assertThat(text(order)).isEqualTo("0/0 1/1 2/2 3/3");
        assertThat(order.index(2, 2)).isEqualTo(2);
        assertThat(GenotypeOrder.index(1, 2, 2)).isEqualTo(2);
        assertThat(order.copies(2, 2)).isEqualTo(1);
        assertThat(order.copies(2, 1)).isZero();
    }

    @Test
    void copiesCountAnAlleleOnBothHaplotypes() {
        GenotypeOrder order = GenotypeOrder.diploid(2);
        assertThat(IntStream.range(0, 6).map(g -> order.copies(g, 1))).containsExactly(0, 1, 2, 0, 1, 0);
        assertThat(IntStream.range(0, 6).map(g -> order.copies(g, 0))).containsExactly(2, 1, 0, 1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 9, 127})
    void indexAndAllelesAreEachOthersInverse(int alts) {
        GenotypeOrder order = GenotypeOrder.diploid(alts);
        assertThat(order.count()).isEqualTo(GenotypeOrder.count(2, alts)).isEqualTo((alts + 1) * (alts + 2) / 2);
        for (int g = 0; g < order.count(); g++) {
            assertThat(order.index(order.lower(g), order.higher(g))).isEqualTo(g);
            assertThat(order.index(order.higher(g), order.lower(g))).isEqualTo(g);
            assertThat(GenotypeOrder.index(2, order.lower(g), order.higher(g))).isEqualTo(g);
        }
        assertThat(GenotypeOrder.haploid(alts).count())
                .isEqualTo(GenotypeOrder.count(1, alts))
                .isEqualTo(alts + 1);
    }
}
