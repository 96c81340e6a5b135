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

    private static List<CmWindow> of(Chunk chunk, List<CmWindow> windows) {
        Chunk.Lengths lengths = new Chunk.Lengths();
        lengths.add(windows, SITE_CM);
        Chunk.Range range = chunk.of(lengths);
        return windows.subList(range.from(), range.to());
    }

    @Test
    void chunksPartitionTheWindowsInOrderAndShareTheLength() {
        for (int count : new int[] {1, 2, 3, 5, 10}) {
            List<CmWindow> all = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                List<CmWindow> own = of(new Chunk(number, count), WINDOWS);
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
            assertThat(of(new Chunk(number, 3), uneven)).containsExactly(uneven.get(number - 1));
        }
    }

    @Test
    void chunksAreCountedOverAllContigs() {
        Chunk.Lengths two = new Chunk.Lengths();
        two.add(WINDOWS, SITE_CM);
        two.add(WINDOWS.subList(0, 5), SITE_CM);
        assertThat(new Chunk(1, 3).of(two)).isEqualTo(new Chunk.Range(0, 5));
        assertThat(new Chunk(2, 3).of(two)).isEqualTo(new Chunk.Range(5, 10));
        assertThat(new Chunk(3, 3).of(two)).isEqualTo(new Chunk.Range(10, 15));
    }

    @Test
    void moreChunksThanWindowsAreTheUsersToMend() {
        assertThatThrownBy(() -> of(new Chunk(1, 11), WINDOWS))
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
