package org.haprag.imputation;

/**
 * How much a window of a plan is, told without cutting it out.
 *
 * @param haplotypes of the panel
 * @param sites of the panel, core and context
 * @param rows allele rows of the same
 * @param typedSites among them
 * @param coreSites that are written
 */
public record WindowSize(long haplotypes, long sites, long rows, long typedSites, long coreSites) {
    /** As of {@link PlannedWindow#batchSize}. */
    int batch() {
        return TargetBatches.size(haplotypes, rows, typedSites);
    }
}
