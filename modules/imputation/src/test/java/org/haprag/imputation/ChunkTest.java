package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;

class ChunkTest {
    /** Ten windows of ten sites, 0.1 cM apart. */
    private static final double[] SITE_CM =
            IntStream.range(0, 100).mapToDouble(i -> 0.1 * i).toArray();

    private static final List<CmWindow> WINDOWS = IntStream.range(0, 10)
            .mapToObj(w -> new CmWindow(10 * w, 10 * w + 10, 10 * w, 10 * w + 10))
            .toList();

    @Test
    void chunksPartitionTheWindowsInOrderAndShareTheLength() {
        for (int count : new int[] {1, 2, 3, 5, 10}) {
            List<CmWindow> all = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                List<CmWindow> own = new Chunk(number, count).of(WINDOWS, SITE_CM);
                assertThat(own).hasSizeBetween(10 / count, (10 + count - 1) / count);
                all.addAll(own);
            }
            assertThat(all).isEqualTo(WINDOWS);
        }
    }

    @Test
    void eachChunkHasAWindowHoweverUnevenTheyAre() {
        List<CmWindow> uneven =
                List.of(new CmWindow(0, 97, 0, 97), new CmWindow(97, 98, 97, 98), new CmWindow(98, 100, 98, 100));
        for (int number = 1; number <= 3; number++) {
            assertThat(new Chunk(number, 3).of(uneven, SITE_CM)).containsExactly(uneven.get(number - 1));
        }
    }

    @Test
    void moreChunksThanWindowsAreTheUsersToMend() {
        assertThatThrownBy(() -> new Chunk(1, 11).of(WINDOWS, SITE_CM))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found 11 chunks, 10 windows, expected at most as many chunks as windows");
    }

    @Test
    void aChunkIsOneOfItsCount() {
        assertThat(new Chunk(2, 5)).hasToString("2/5");
        assertThatThrownBy(() -> new Chunk(6, 5)).hasMessage("chunk must be 1 to 5, found 6");
        assertThatThrownBy(() -> new Chunk(0, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
