package org.haprag.metrics;

/** The two r2 of a single site that need no truth but that of the target itself. */
public final class HaplotypeR2 {
    private HaplotypeR2() {}

    /**
     * The estimated r2 of Minimac (R2), which Beagle calls DR2: variance of the imputed haplotype dosages over the
     * variance of alleles of that frequency (Das et al. 2016, doi:10.1038/ng.3656).
     *
     * @param p P(ALT) of each target haplotype; NaN is left out
     * @param from the first of {@code p} to use
     * @param count how many to use
     * @return (S p^2 - (S p)^2/n) / (S p - (S p)^2/n), 0 where the denominator is 0; may fall below 0 by rounding
     */
    public static double estimated(float[] p, int from, int count) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int h = from; h < from + count; h++) {
            if (Float.isNaN(p[h])) continue;
            sum += p[h];
            squares += (double) p[h] * p[h];
            n++;
        }
        if (n == 0) return 0;
        double possible = sum - sum * sum / n;
        return possible <= 1e-9 ? 0 : (squares - sum * sum / n) / possible;
    }

    /**
     * The empirical r2 of a typed site (ER2): squared Pearson correlation, over haplotypes, of the leave-one-out dosage
     * and the observed allele.
     *
     * @param leaveOneOut P(ALT) of each haplotype had the site not been typed; NaN is left out
     * @param from of the first haplotype in {@code leaveOneOut}
     * @param observed of each haplotype 1 where ALT was observed, 0 where not, below 0 where missing
     * @return in [0, 1]; NaN where all dosages or all alleles are the same
     */
    public static double empirical(float[] leaveOneOut, int from, byte[] observed) {
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int n = 0;
        for (int h = 0; h < observed.length; h++) {
            double x = leaveOneOut[from + h];
            if (observed[h] < 0 || Double.isNaN(x)) continue;
            sx += x;
            sxx += x * x;
            least = Math.min(least, x);
            most = Math.max(most, x);
            if (observed[h] == 1) {
                sy++;
                sxy += x;
            }
            n++;
        }
        double varianceX = sxx - sx * sx / n;
        double varianceY = sy - sy * sy / n;
        // Compared, not only summed: of equal dosages rounding may leave a variance above 0.
        if (!(most > least && varianceX > 0 && varianceY > 0)) return Double.NaN;
        double covariance = sxy - sx * sy / n;
        return Math.min(1, covariance * covariance / (varianceX * varianceY));
    }
}
