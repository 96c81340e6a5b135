package org.haprag.evaluation;

import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;

/**
 * A method against another one on the same samples and untyped sites.
 *
 * @param method name
 * @param reference name of the other
 * @param stratum MAF row
 * @param metric key of the metric, or {@link #ERROR_RATIO}
 * @param estimate method minus reference, or the ratio, with its paired interval
 */
public record Difference(String method, String reference, MafStratum stratum, String metric, Estimate estimate) {
    /** (1 - r2) of the method divided by that of the reference. */
    public static final String ERROR_RATIO = "error_ratio";
}
