package org.haprag.experiment.result;

import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;

/**
 * A configuration against the suite's reference, by one metric in one stratum.
 *
 * @param configuration which
 * @param stratum of MAF
 * @param metric of left-out samples
 * @param difference configuration minus reference, all seeds pooled, with the paired bootstrap interval over samples
 * @param seedLow the smallest difference between runs of the same seed
 * @param seedHigh the largest
 * @param p of the signed-rank test over samples
 * @param holm p after Holm's correction over all comparisons of the suite
 */
public record Comparison(
        String configuration,
        MafStratum stratum,
        Metric metric,
        Estimate difference,
        double seedLow,
        double seedHigh,
        double p,
        double holm) {
    private static final double LEVEL = 0.05;

    /** Whether the difference is beyond noise, and which way. */
    public enum Verdict {
        BETTER,
        WORSE,
        NOISE
    }

    /**
     * Beyond noise is what three judges agree on: the interval over samples excludes 0, the corrected test is below .05, and
     * no seed says otherwise.
     */
    public Verdict verdict() {
        boolean oneSign = seedLow > 0 || seedHigh < 0;
        if (!difference.excludesZero() || !(holm < LEVEL) || !oneSign) return Verdict.NOISE;
        boolean higher = difference.value() > 0;
        return higher == (metric.better() == Metric.Better.HIGHER) ? Verdict.BETTER : Verdict.WORSE;
    }
}
