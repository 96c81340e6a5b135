package org.haprag.imputation;

/** The dosages of all targets of a window, of which only some rows are in memory at a time. */
interface DosageRows {
    /** How many rows of all targets are best asked for at once; at least 1. */
    int rowsAtOnce();

    /** All targets at the rows [row, row + count). */
    Dosages rows(int row, int count);
}
