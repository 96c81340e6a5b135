package org.haprag.metrics;

/**
 * R2 of a site ({@link HaplotypeR2#estimated}) over the samples of several files, from what each file says of its own: R2 and the
 * frequency give back the sums of dosages and of their squares, which add up. As exact as what is printed.
 */
public final class JoinedR2 {
    /** Variance below which there is none: as of {@link HaplotypeR2}. */
    private static final double NO_VARIANCE = 1e-9;

    private long haplotypes;
    private double sum;
    private double squares;

    /** Forgets all files. */
    public void clear() {
        haplotypes = 0;
        sum = 0;
        squares = 0;
    }

    /**
     * Adds a file.
     *
     * @param n haplotypes with a dosage; a file with none says nothing
     * @param frequency mean dosage of a haplotype
     * @param r2 of these haplotypes; NaN if it is not known, and then that of all is not either
     */
    public void add(int n, double frequency, double r2) {
        if (n == 0) return;
        double s = n * frequency;
        haplotypes += n;
        sum += s;
        squares += r2 * (s - s * s / n) + s * s / n;
    }

    /** R2 over all haplotypes; 0 where all dosages are 0 or all are 1, NaN where nothing was added or one R2 was not known. */
    public double value() {
        if (haplotypes == 0 || Double.isNaN(squares)) return Double.NaN;
        double possible = sum - sum * sum / haplotypes;
        return possible <= NO_VARIANCE ? 0 : (squares - sum * sum / haplotypes) / possible;
    }
}
