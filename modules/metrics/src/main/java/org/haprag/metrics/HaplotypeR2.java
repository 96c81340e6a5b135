package org.haprag.metrics;

/** The two r2 of a single site that need no truth but that of the target itself. */
public final class HaplotypeR2 {
    private HaplotypeR2() {}

    /**
     * The estimated r2 of Minimac (R2), which Beagle calls DR2: variance of the imputed haplotype dosages over the
     * variance of alleles of that frequency (Das et al. 2016, doi:10.1038/ng.3656).
     *
     * @param p P(ALT) of each target haplotype; NaN is left out
     * @param count how many of {@code p} to use
     * @return (S p^2 - (S p)^2/n) / (S p - (S p)^2/n), 0 where the denominator is 0
     */
    public static double estimated(float[] p, int count) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int h = 0; h < count; h++) {
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
     * @param observed 1 where ALT was observed, 0 where not, below 0 where missing
     * @param count how many haplotypes to use
     * @return NaN where either does not vary
     */
    public static double empirical(float[] leaveOneOut, byte[] observed, int count) {
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        int n = 0;
        for (int h = 0; h < count; h++) {
            if (observed[h] < 0 || Float.isNaN(leaveOneOut[h])) continue;
            double x = leaveOneOut[h];
            int y = observed[h] == 1 ? 1 : 0;
            sx += x;
            sxx += x * x;
            sy += y;
            sxy += x * y;
            n++;
        }
        return Metric.squaredCorrelation(n, sx, sy, sxx, sy, sxy);
    }
}
