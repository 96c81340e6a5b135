package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitMatrixTest {
    @ParameterizedTest
    @CsvSource({"1,1", "3,64", "64,3", "64,64", "65,63", "130,257", "1,200", "200,1", "0,5", "5,0"})
    void theTransposeHoldsEachBitAtItsMirroredPlace(int rows, int columns) {
        BitMatrix matrix = random(rows, columns, 1);
        BitMatrix transposed = matrix.transpose();
        assertThat(transposed.rows()).isEqualTo(columns);
        assertThat(transposed.columns()).isEqualTo(rows);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                assertThat(transposed.get(c, r)).as(r + "," + c).isEqualTo(matrix.get(r, c));
            }
        }
        for (int c = 0; c < columns; c++) assertPaddingIsZero(transposed, c);
    }

    private static void assertPaddingIsZero(BitMatrix matrix, int row) {
        int used = matrix.columns() & 63;
        if (used == 0) return;
        assertThat(matrix.word(row, matrix.wordsPerRow() - 1) >>> used).isZero();
    }

    @Test
    void onesAreCountedInSomeColumns() {
        BitMatrix matrix = random(2, 150, 3);
        int[] some = {0, 3, 63, 64, 100, 149};
        for (int row = 0; row < 2; row++) {
            int expected = 0;
            for (int column : some) if (matrix.get(row, column)) expected++;
            assertThat(matrix.count(row, matrix.mask(some))).isEqualTo(expected);
            assertThat(matrix.count(row, matrix.mask(new int[0]))).isZero();
        }
    }

    @Test
    void bitsAcrossWordsAreThoseReadOneByOne() {
        BitMatrix matrix = random(3, 150, 2);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 150; column++) {
                for (int length : new int[] {0, 1, 7, 63, 64}) {
                    long expected = 0;
                    for (int i = 0; i < length && column + i < 150; i++) {
                        if (matrix.get(row, column + i)) expected |= 1L << i;
                    }
                    assertThat(matrix.bits(row, column, length))
                            .as("row " + row + " from " + column + ", " + length)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void someColumnsAreThoseOfTheWholeMatrix() {
        BitMatrix matrix = random(3, 150, 5);
        for (int[] part : new int[][] {{0, 150}, {0, 64}, {64, 128}, {7, 7}, {7, 140}, {149, 150}}) {
            BitMatrix columns = matrix.columns(part[0], part[1]);
            assertThat(columns.columns()).isEqualTo(part[1] - part[0]);
            for (int row = 0; row < 3; row++) {
                int ones = 0;
                for (int column = part[0]; column < part[1]; column++) {
                    assertThat(columns.get(row, column - part[0])).isEqualTo(matrix.get(row, column));
                    ones += matrix.get(row, column) ? 1 : 0;
                }
                assertThat(columns.count(row)).as("nothing beyond the end").isEqualTo(ones);
            }
        }
    }

    @Test
    void bitsPastTheEndOfARowAreNotThoseOfTheNextRow() {
        BitMatrix matrix = new BitMatrix(2, 64);
        matrix.setWord(1, 0, -1L);
        assertThat(matrix.bits(0, 60, 64)).isZero();
    }

    @Test
    void theCountIsTheNumberOfOnesOfThatRowOnly() {
        BitMatrix matrix = random(5, 130, 3);
        for (int row = 0; row < 5; row++) {
            int ones = 0;
            for (int c = 0; c < 130; c++) ones += matrix.get(row, c) ? 1 : 0;
            assertThat(matrix.count(row)).isEqualTo(ones);
        }
    }

    @Test
    void wordsAreLaidOutLowBitFirst() {
        BitMatrix matrix = new BitMatrix(2, 70);
        matrix.set(1, 65);
        assertThat(matrix.wordsPerRow()).isEqualTo(2);
        assertThat(matrix.word(1, 1)).isEqualTo(2L);
        BitMatrix wrapped = new BitMatrix(1, 3, new long[] {0b101});
        assertThat(wrapped.get(0, 0)).isTrue();
        assertThat(wrapped.get(0, 1)).isFalse();
        assertThat(wrapped.get(0, 2)).isTrue();
    }

    @Test
    void tooFewWordsAreRefused() {
        assertThatThrownBy(() -> new BitMatrix(2, 65, new long[3]))
                .hasMessageContaining("2x65 bits need 4 words, found 3");
    }

    private static BitMatrix random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitMatrix matrix = new BitMatrix(rows, columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) if (random.nextInt(3) == 0) matrix.set(r, c);
        }
        return matrix;
    }
}
