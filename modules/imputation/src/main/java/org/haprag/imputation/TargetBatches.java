package org.haprag.imputation;

/** How many targets of a window are imputed at once, so that memory does not grow with their number. */
final class TargetBatches {
    /** What a batch may take beside the panel, in bytes. */
    static final long BUDGET_BYTES = 192L << 20;

    /** Of a batch that is larger than the budget for want of smaller ones: a few for each worker. */
    private static final int LEAST = 16;

    /** {@link Dosages} of one allele row. */
    private static final int BYTES_A_ROW = 2 * Dosages.SHORTS_A_CELL;

    /** Haplotypes picked and merged as states of the copying model, per typed site, by the default settings. */
    private static final int BYTES_A_TYPED_SITE = 400;

    /** Panel haplotypes that are alike from the window's border on, as many as are picked of them: some more than {@code tiedMatches}. */
    private static final int MOST_TIED = 1200;

    /** They are picked at some ten selection sites, until they differ, from both borders for both haplotypes of a target. */
    private static final int BYTES_A_TIED = 10 * 2 * 2 * Integer.BYTES;

    private TargetBatches() {}

    /**
     * Targets a batch; the last may be smaller.
     *
     * @param haplotypes of the panel
     * @param rows allele rows of the window
     * @param typedSites of the window
     */
    static int size(long haplotypes, long rows, long typedSites) {
        long fits = BUDGET_BYTES / targetBytes(haplotypes, rows, typedSites);
        return (int) Math.max(LEAST, Math.min(Integer.MAX_VALUE, fits));
    }

    /** What a target of a batch takes, as of {@link #size}. */
    static long targetBytes(long haplotypes, long rows, long typedSites) {
        return rows * BYTES_A_ROW + typedSites * BYTES_A_TYPED_SITE + Math.min(haplotypes, MOST_TIED) * BYTES_A_TIED;
    }
}
