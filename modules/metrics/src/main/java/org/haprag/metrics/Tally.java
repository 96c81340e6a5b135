package org.haprag.metrics;

/**
 * The layout of the additive counts behind every metric: {@link #SIZE} doubles a (MAF bin, sample), starting at some
 * offset of an array. Sums of tallies are tallies, which is what makes pooling, merging and the bootstrap cheap.
 *
 * <p>3 x 3 tables are indexed {@code called * 3 + true}.
 */
final class Tally {
    /** Bins of the expected calibration error (docs/metrics.md). */
    static final int CALIBRATION_BINS = 15;

    static final int PAIRS = 0;
    static final int SUM_X = 1;
    static final int SUM_XX = 2;
    static final int SUM_XY = 3;
    /** Calls by rounding DS. */
    static final int DS_CALLS = 4;
    /** Calls by the largest GP, over the pairs that have GP. */
    static final int GP_CALLS = 13;
    /** How many pairs have GP. */
    static final int GP_PAIRS = 22;
    /** Sum of posteriors; a pair without GP counts as certain of its call. */
    static final int POSTERIORS = 23;
    /** Sum of squared distances between GP and the true genotype, over the three genotypes (Brier 1950). */
    static final int BRIER = 32;

    static final int BIN_PAIRS = 33;
    static final int BIN_CONFIDENCE = BIN_PAIRS + CALIBRATION_BINS;
    static final int BIN_CORRECT = BIN_CONFIDENCE + CALIBRATION_BINS;
    static final int HAPLOTYPE_TP = BIN_CORRECT + CALIBRATION_BINS;
    static final int HAPLOTYPE_FP = HAPLOTYPE_TP + 1;
    static final int HAPLOTYPE_FN = HAPLOTYPE_TP + 2;
    static final int HAPLOTYPES = HAPLOTYPE_TP + 3;
    /** How many pairs were called by GP. */
    static final int CALLED_BY_GP = HAPLOTYPES + 1;

    static final int SIZE = CALLED_BY_GP + 1;

    private Tally() {}

    /** Adds a pair without posteriors. */
    static void add(double[] t, int at, float x, int y) {
        int call = addDosage(t, at, x, y);
        t[at + POSTERIORS + call * 3 + y]++;
    }

    /** Adds a pair with posteriors {@code gp[g..g+2]} of 0, 1 and 2 copies of ALT. */
    static void add(double[] t, int at, float x, float[] gp, int g, int y, CallRule rule) {
        addDosage(t, at, x, y);
        int call = gp[g + 1] > gp[g] ? 1 : 0;
        if (gp[g + 2] > gp[g + call]) call = 2;
        float confidence = gp[g + call];
        t[at + GP_PAIRS]++;
        if (rule == CallRule.LARGEST_POSTERIOR) {
            t[at + CALLED_BY_GP]++;
            t[at + GP_CALLS + call * 3 + y]++;
        }
        for (int i = 0; i < 3; i++) {
            double off = gp[g + i] - (i == y ? 1 : 0);
            t[at + POSTERIORS + i * 3 + y] += gp[g + i];
            t[at + BRIER] += off * off;
        }
        int bin = bin(confidence);
        t[at + BIN_PAIRS + bin]++;
        t[at + BIN_CONFIDENCE + bin] += confidence;
        if (call == y) t[at + BIN_CORRECT + bin]++;
    }

    /** Adds a phased pair: called and true alleles (0 or 1) of one haplotype. */
    static void addHaplotype(double[] t, int at, int called, int truth) {
        t[at + HAPLOTYPES]++;
        if (called == 1) t[at + (truth == 1 ? HAPLOTYPE_TP : HAPLOTYPE_FP)]++;
        else if (truth == 1) t[at + HAPLOTYPE_FN]++;
    }

    private static int addDosage(double[] t, int at, float x, int y) {
        int call = Math.max(0, Math.min(2, (int) Math.rint(x)));
        t[at + PAIRS]++;
        t[at + SUM_X] += x;
        t[at + SUM_XX] += (double) x * x;
        t[at + SUM_XY] += (double) x * y;
        t[at + DS_CALLS + call * 3 + y]++;
        return call;
    }

    /** The bin (lo, hi] of a confidence; 0 falls into the first. In float, so that .2f is not above 3/15. */
    static int bin(float confidence) {
        int bin = (int) Math.ceil(confidence * CALIBRATION_BINS) - 1;
        return Math.max(0, Math.min(CALIBRATION_BINS - 1, bin));
    }

    /** The table of calls: by GP where every pair was called so, else by rounding DS. */
    static int calls(double[] t, int at) {
        return at + (t[at + CALLED_BY_GP] == t[at + PAIRS] ? GP_CALLS : DS_CALLS);
    }

    /** Sum of a 3 x 3 table's row: how often a genotype was called. */
    static double row(double[] t, int table, int called) {
        return t[table + called * 3] + t[table + called * 3 + 1] + t[table + called * 3 + 2];
    }

    /** Sum of a 3 x 3 table's column: how often a genotype was true. */
    static double column(double[] t, int table, int truth) {
        return t[table + truth] + t[table + 3 + truth] + t[table + 6 + truth];
    }

    /** {@code into[at..] += weight * from[offset..]} for one tally. */
    static void addWeighted(double[] into, int at, double[] from, int offset, double weight) {
        for (int i = 0; i < SIZE; i++) into[at + i] += weight * from[offset + i];
    }
}
