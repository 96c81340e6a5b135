package org.haprag.imputation;

/** The dosages of all targets of a window, of which only some rows are in memory at a time. */
interface DosageRows {
    /** Rows times targets that are asked for at once: a few milliseconds of work for whoever makes sites of them. */
    int CELLS_AT_ONCE = 1 << 16;

    /** How many rows of all targets are best asked for at once; at least 1. */
    int rowsAtOnce();

    /** All targets at the rows [row, row + count). */
    Dosages rows(int row, int count);

    /** Dosages that are all in memory. */
    static DosageRows of(Dosages all) {
        return new DosageRows() {
            @Override
            public int rowsAtOnce() {
                return DosageRows.rowsAtOnce(all.targetCount());
            }

            @Override
            public Dosages rows(int row, int count) {
                return all;
            }
        };
    }

    /** How many rows of so many targets are a good piece of work. */
    static int rowsAtOnce(int targets) {
        return Math.max(1, CELLS_AT_ONCE / targets);
    }
}
