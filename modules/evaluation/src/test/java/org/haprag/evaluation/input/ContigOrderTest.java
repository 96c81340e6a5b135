package org.haprag.evaluation.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContigOrderTest {
    @Test
    void withoutAHeaderContigsAreOrderedByNumberThenByName() {
        assertThat(Stream.of("X", "10", "chr2", "MT", "1").sorted(new ContigOrder(List.of())))
                .containsExactly("1", "chr2", "10", "MT", "X");
    }

    @Test
    void theOrderOfAHeaderComesFirstAndChrMakesNoDifference() {
        ContigOrder order = new ContigOrder(List.of("chr1", "chr10", "chr2"));
        assertThat(order.compare("10", "chr2")).isNegative();
        assertThat(order.compare("chr20", "20")).isZero();
        assertThat(order.compare("7", "chr2"))
                .as("contigs that the header lacks come last")
                .isPositive();
    }
}
