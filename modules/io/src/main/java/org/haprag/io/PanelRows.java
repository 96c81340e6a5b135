package org.haprag.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.InputException;

/** Grows the bits of a panel row by row, in blocks, without knowing how many rows will come. */
final class PanelRows {
    private static final int BLOCK_WORDS = 1 << 20;

    private final String file;
    private final int columns;
    private final int wordsPerRow;
    private final int rowsPerBlock;
    private final List<long[]> blocks = new ArrayList<>();
    private int rows;

    PanelRows(String file, int columns) {
        this.file = file;
        this.columns = columns;
        this.wordsPerRow = (columns + 63) >>> 6;
        this.rowsPerBlock = Math.max(1, BLOCK_WORDS / wordsPerRow);
    }

    /** Adds an all-zero row. */
    void addRow() {
        if (rows == blocks.size() * rowsPerBlock) blocks.add(new long[rowsPerBlock * wordsPerRow]);
        rows++;
        if ((long) rows * wordsPerRow > Integer.MAX_VALUE - 8) {
            throw new InputException(
                    file,
                    "the panel is too large for memory",
                    rows + " rows of " + columns + " haplotypes",
                    "at most 17 GB of packed alleles",
                    "impute in pieces with --region or --chunk");
        }
    }

    /** Takes the last rows back. */
    void removeRows(int count) {
        for (int i = 0; i < count; i++) {
            rows--;
            Arrays.fill(words(rows), offset(rows), offset(rows) + wordsPerRow, 0);
        }
    }

    int rows() {
        return rows;
    }

    /** The words that hold a row, from {@link #offset} on. */
    long[] words(int row) {
        return blocks.get(row / rowsPerBlock);
    }

    int offset(int row) {
        return row % rowsPerBlock * wordsPerRow;
    }

    void clear(int row) {
        Arrays.fill(words(row), offset(row), offset(row) + wordsPerRow, 0);
    }

    void set(int row, int column) {
        words(row)[offset(row) + (column >>> 6)] |= 1L << column;
    }

    /** All rows in one matrix; this object is empty afterwards. */
    BitMatrix toMatrix() {
        long[] all = new long[rows * wordsPerRow];
        for (int block = 0; block < blocks.size(); block++) {
            int at = block * rowsPerBlock * wordsPerRow;
            System.arraycopy(blocks.get(block), 0, all, at, Math.min(rowsPerBlock * wordsPerRow, all.length - at));
            blocks.set(block, null);
        }
        BitMatrix matrix = new BitMatrix(rows, columns, all);
        blocks.clear();
        rows = 0;
        return matrix;
    }
}
