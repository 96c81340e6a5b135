package org.haprag.genotype;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * A matrix of bits, row-major, each row padded to whole 64-bit words; bit {@code c} of a row is bit {@code c & 63} of its
 * word {@code c >> 6}, and padding bits are 0. Not synchronised: fill it from one thread, then share it.
 */
public final class BitMatrix implements Serializable {
    private final int rows;
    private final int columns;
    private final int wordsPerRow;
    private final long[] words;

    /** An all-zero matrix. */
    public BitMatrix(int rows, int columns) {
        this(rows, columns, new long[Math.multiplyExact(rows, (columns + 63) >>> 6)]);
    }

    /**
     * Wraps words laid out as this class lays them out.
     *
     * @param words at least rows * ceil(columns / 64) words; not copied
     */
    public BitMatrix(int rows, int columns, long[] words) {
        this.rows = rows;
        this.columns = columns;
        this.wordsPerRow = (columns + 63) >>> 6;
        if (words.length < Math.multiplyExact(rows, wordsPerRow)) {
            throw new IllegalArgumentException(
                    rows + "x" + columns + " bits need " + (long) rows * wordsPerRow + " words, found " + words.length);
        }
        this.words = words;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public int wordsPerRow() {
        return wordsPerRow;
    }

    public boolean get(int row, int column) {
        return (words[row * wordsPerRow + (column >>> 6)] >>> column & 1L) != 0;
    }

    public void set(int row, int column) {
        words[row * wordsPerRow + (column >>> 6)] |= 1L << column;
    }

    /** Word {@code w} of a row. */
    public long word(int row, int w) {
        return words[row * wordsPerRow + w];
    }

    public void setWord(int row, int w, long word) {
        words[row * wordsPerRow + w] = word;
    }

    /** Sets a row to one of a matrix of as many columns. */
    public void setRow(int row, BitMatrix from, int fromRow) {
        System.arraycopy(from.words, fromRow * wordsPerRow, words, row * wordsPerRow, wordsPerRow);
    }

    /** Number of ones in a row. */
    public int count(int row) {
        int n = 0;
        for (int i = row * wordsPerRow, end = i + wordsPerRow; i < end; i++) n += Long.bitCount(words[i]);
        return n;
    }

    /** Number of ones of a row in some columns. @param among as {@link #mask} has them */
    public int count(int row, long[] among) {
        int n = 0;
        for (int w = 0; w < wordsPerRow; w++) n += Long.bitCount(words[row * wordsPerRow + w] & among[w]);
        return n;
    }

    /** Some columns as the bits of a row. */
    public long[] mask(int[] some) {
        long[] out = new long[wordsPerRow];
        for (int column : some) out[column >>> 6] |= 1L << column;
        return out;
    }

    /** Up to 64 bits of a row from {@code column} on; bits past the row's end are 0. */
    public long bits(int row, int column, int length) {
        int w = column >>> 6;
        int base = row * wordsPerRow;
        int shift = column & 63;
        long low = words[base + w] >>> shift;
        if (shift != 0 && w + 1 < wordsPerRow) low |= words[base + w + 1] << (64 - shift);
        return length == 64 ? low : low & ((1L << length) - 1);
    }

    /** The columns [from, to), counted from 0. A copy. */
    public BitMatrix columns(int from, int to) {
        BitMatrix part = new BitMatrix(rows, to - from);
        for (int row = 0; row < rows; row++) {
            for (int w = 0; w < part.wordsPerRow; w++) {
                int column = from + (w << 6);
                part.setWord(row, w, bits(row, column, Math.min(64, to - column)));
            }
        }
        return part;
    }

    /** The transposed matrix, in 64 x 64 blocks (Hacker's Delight 2nd ed., section 7-3). */
    public BitMatrix transpose() {
        BitMatrix t = new BitMatrix(columns, rows);
        IntStream.range(0, t.wordsPerRow).parallel().forEach(w -> transpose(w << 6, t));
        return t;
    }

    /** Fills the word of each row of a transposed matrix that is for 64 rows of this one. */
    private void transpose(int firstRow, BitMatrix t) {
        long[] block = new long[64];
        int height = Math.min(64, rows - firstRow);
        for (int w = 0; w < wordsPerRow; w++) {
            for (int i = 0; i < 64; i++) block[i] = i < height ? words[(firstRow + i) * wordsPerRow + w] : 0;
            transposeBlock(block);
            int width = Math.min(64, columns - (w << 6));
            for (int i = 0; i < width; i++) t.words[((w << 6) + i) * t.wordsPerRow + (firstRow >>> 6)] = block[i];
        }
    }

    private static void transposeBlock(long[] a) {
        long mask = 0x00000000FFFFFFFFL;
        for (int j = 32; j != 0; j >>>= 1, mask ^= mask << j) {
            for (int k = 0; k < 64; k = ((k | j) + 1) & ~j) {
                long swap = ((a[k] >>> j) ^ a[k | j]) & mask;
                a[k] ^= swap << j;
                a[k | j] ^= swap;
            }
        }
    }
}
